using System.Buffers;
using System.Diagnostics;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;

namespace Bellwether.Benchmarks.Latency;

/// <summary>From the bytes of a bar in the receive buffer to the bytes of the order in the send buffer, in one thread.</summary>
sealed class InMemoryLatency : IRequestWriter
{
    readonly PlainGateway gateway = new();
    readonly TradingDesk<NoJournal> desk = LatencyDesk.Create();
    readonly ArrayBufferWriter<byte> sent = new(1 << 16);
    readonly FrameWriter frames = new();
    readonly byte[] incoming = new byte[1 << 16];

    public int ServerVersion => PlainGateway.Version;

    public bool IsLockstep => true;

    public void Write<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage> => frames.WriteClient(sent, message, PlainGateway.Version);

    public void WriteFrame(ReadOnlySpan<byte> frame) => sent.Write(frame);

    /// <summary>Microseconds from bar to order, one each; and the bytes that were allocated in each on average.</summary>
    public (double[] Microseconds, double Bytes) Run(int warmUp, int count)
    {
        desk.Connect(this);
        gateway.Greet();
        var times = new double[count];
        var allocated = 0L;
        var measured = -warmUp;
        foreach (var end in LatencyDesk.Minutes())
        {
            // Whatever else is due in this minute (comparisons, answers, the cancel of the last order) is done before.
            foreach (var now in LatencyDesk.Within(end))
            {
                gateway.Data(now);
                Exchange(now);
            }
            for (var quiet = 0; quiet < 8; quiet++) Exchange(end - EngineTime.Second);
            if (!gateway.IsStreaming) continue;
            gateway.Bar(end - (5 * EngineTime.Second));
            var length = Take();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            Dispatch(length);
            desk.Complete(end);
            var ended = Stopwatch.GetTimestamp();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Deliver();
            // The minute in which a session was first seen is not a whole one.
            if (gateway.Orders.Count == 0) continue;
            gateway.CancelAll();
            Exchange(end + EngineTime.Second);
            if (measured >= 0)
            {
                times[measured] = Stopwatch.GetElapsedTime(began, ended).TotalMicroseconds;
                allocated += bytes;
            }
            if (++measured == count) break;
        }
        return (times, (double)allocated / count);
    }

    void Exchange(long now)
    {
        Dispatch(Take());
        desk.Complete(now);
        Deliver();
    }

    int Take()
    {
        var length = gateway.Output.WrittenCount;
        gateway.Output.WrittenSpan.CopyTo(incoming);
        gateway.Output.ResetWrittenCount();
        return length;
    }

    void Dispatch(int length)
    {
        ReadOnlySpan<byte> rest = incoming.AsSpan(0, length);
        while (Frames.TryRead(ref rest, out var payload)) ServerMessages.Dispatch(payload, PlainGateway.Version, desk.Broker);
    }

    void Deliver()
    {
        var rest = sent.WrittenSpan;
        while (Frames.TryRead(ref rest, out var payload)) ClientMessages.Dispatch(payload, PlainGateway.Version, gateway);
        sent.ResetWrittenCount();
    }
}
