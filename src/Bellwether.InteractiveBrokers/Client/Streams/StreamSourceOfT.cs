using System.Threading.Channels;

namespace Bellwether.InteractiveBrokers;

/// <summary>A stream of items with a declared policy for readers that are too slow.</summary>
abstract class StreamSource<T> : StreamSource
{
    readonly Channel<T> _items;
    readonly StreamOverflow _overflow;
    readonly int _capacity;

    protected StreamSource(StreamOverflow overflow, int capacity)
    {
        _overflow = overflow;
        _capacity = overflow == StreamOverflow.Conflate ? 1 : capacity;
        _items = Channel.CreateBounded<T>(new BoundedChannelOptions(_capacity)
        {
            SingleWriter = true,
            SingleReader = true,
            FullMode = overflow == StreamOverflow.Conflate ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
        });
    }

    public ChannelReader<T> Items => _items.Reader;

    protected void Emit(T item)
    {
        if (!_items.Writer.TryWrite(item) && _overflow == StreamOverflow.Fail) Fail(new IbStreamOverflowException(What, _capacity));
    }

    public override void Fail(Exception? reason) => _items.Writer.TryComplete(reason);
}
