using System.Buffers;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A request on its way: a copy of the frame in rented memory.</summary>
readonly struct ClientFrame
{
    readonly byte[] bytes;
    readonly int length;

    public ClientFrame(GatewaySession session, ReadOnlySpan<byte> payload)
    {
        Session = session;
        length = payload.Length;
        bytes = ArrayPool<byte>.Shared.Rent(length);
        payload.CopyTo(bytes);
    }

    public GatewaySession Session { get; }

    public ReadOnlySpan<byte> Payload => bytes.AsSpan(0, length);

    /// <summary>History: it has an answer only when the history service has made one. reqHistoricalData, reqHeadTimestamp, reqHistogramData, reqHistoricalTicks.</summary>
    public bool IsHistory => Payload.StartsWith("20\0"u8) || Payload.StartsWith("87\0"u8) || Payload.StartsWith("88\0"u8) || Payload.StartsWith("96\0"u8);

    /// <summary>More history is open on its connection than the gateway takes.</summary>
    public bool IsTooMuch { get; init; }

    public void Return() => ArrayPool<byte>.Shared.Return(bytes);
}

/// <summary>Requests by the time at which they take effect; all take equally long, so this is a queue.</summary>
sealed class Inbox
{
    readonly Queue<(long Due, ClientFrame Frame)> frames = new();

    /// <summary>Time of the oldest request, or <see cref="long.MaxValue"/>. Nanoseconds since the Unix epoch.</summary>
    public long NextDue => frames.TryPeek(out var first) ? first.Due : long.MaxValue;

    public void Add(long due, in ClientFrame frame) => frames.Enqueue((due, frame));

    public ClientFrame Take() => frames.Dequeue().Frame;
}
