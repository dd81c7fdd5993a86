using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>Where requests leave: a socket, or a buffer in memory. When they may leave is decided before, by <see cref="RequestQueue"/>.</summary>
public interface IRequestWriter
{
    /// <summary>The version to encode for.</summary>
    int ServerVersion { get; }

    /// <summary>The session is fenced: its time is virtual and silence means nothing.</summary>
    bool IsLockstep { get; }

    void Write<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>;

    /// <summary>Writes a frame that was encoded before for <see cref="ServerVersion"/>, its length prefix included.</summary>
    void WriteFrame(ReadOnlySpan<byte> frame);
}
