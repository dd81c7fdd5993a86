using System.Threading.Channels;

namespace Bellwether.InteractiveBrokers;

/// <summary>Items for any number of readers, none left out. Only the client's loop touches it.</summary>
sealed class Broadcast<T>
{
    readonly List<Channel<T>> _readers = [];
    bool _isOver;

    public Channel<T> Join()
    {
        var channel = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleWriter = true, SingleReader = true });
        if (_isOver) channel.Writer.TryComplete();
        else _readers.Add(channel);
        return channel;
    }

    public void Leave(Channel<T> reader) => _readers.Remove(reader);

    public void Publish(T item)
    {
        foreach (var reader in _readers) reader.Writer.TryWrite(item);
    }

    public void End()
    {
        _isOver = true;
        foreach (var reader in _readers) reader.Writer.TryComplete();
        _readers.Clear();
    }
}
