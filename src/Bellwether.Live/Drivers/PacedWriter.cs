using System.Buffers;
using System.Diagnostics;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>
/// Keeps below the broker's limit of 50 messages a second: 40, orders before data. Orders are written at once and borrow from the data's budget; data
/// waits in order.
/// </summary>
sealed class PacedWriter(IbConnection connection) : IRequestWriter
{
    const double PerSecond = 40;
    readonly Queue<byte[]> waiting = new();
    readonly FrameWriter frames = new();
    readonly ArrayBufferWriter<byte> encoded = new();
    double tokens = PerSecond;
    long refilledAt = Stopwatch.GetTimestamp();

    /// <summary>Data requests that wait for their turn.</summary>
    public int Waiting => waiting.Count;

    public void Write<TMessage>(in TMessage message, RequestLane lane) where TMessage : IClientMessage<TMessage>
    {
        if (lane == RequestLane.Orders)
        {
            tokens--;
            connection.Write(message);
            return;
        }
        encoded.ResetWrittenCount();
        frames.WriteClient(encoded, message, connection.ServerVersion);
        waiting.Enqueue(encoded.WrittenSpan.ToArray());
    }

    /// <summary>Hands over what the budget allows now.</summary>
    public void Release()
    {
        var now = Stopwatch.GetTimestamp();
        tokens = Math.Min(PerSecond, tokens + (Stopwatch.GetElapsedTime(refilledAt, now).TotalSeconds * PerSecond));
        refilledAt = now;
        while (tokens >= 1 && waiting.TryDequeue(out var frame))
        {
            tokens--;
            connection.WriteFrame(frame);
        }
    }
}
