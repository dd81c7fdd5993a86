using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>Requests go to a connection's buffer; the driver flushes it.</summary>
sealed class DirectWriter(IbConnection connection, bool isLockstep) : IRequestWriter
{
    public int ServerVersion => connection.ServerVersion;

    public bool IsLockstep => isLockstep;

    public void Write<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage> => connection.Write(message);

    public void WriteFrame(ReadOnlySpan<byte> frame) => connection.WriteFrame(frame);
}
