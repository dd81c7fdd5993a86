using System.Buffers;
using System.Buffers.Binary;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// One connection of a client as the gateway's core sees it: bytes come in through <see cref="GatewayCore.Receive"/>, bytes to send gather in
/// <see cref="Output"/>, and <see cref="IsClosed"/> says that the connection is to be closed once they are sent.
/// </summary>
public sealed class GatewaySession
{
    /// <summary>What was sent stays in the buffer up to here: a client that reads slowly and never catches up must not make it grow.</summary>
    const int LongestSentPart = 1 << 20;

    readonly ArrayBufferWriter<byte> output = new(4096);
    readonly FrameWriter writer = new();
    byte[] input = new byte[4096];
    int inputLength;
    int sent;
    /// <summary>Bytes that may be sent by now.</summary>
    long allowed = long.MaxValue;
    long allowedAt;
    int? speed;

    readonly FaultInjector? faults;

    internal GatewaySession(int number, FaultInjector? faults = null) => (Number, this.faults) = (number, faults);

    /// <summary>Connections are numbered from 1 in the order in which they came.</summary>
    public int Number { get; }

    /// <summary>The client's id; null before startApi.</summary>
    public int? ClientId => Seat?.ClientId;

    /// <summary>The negotiated server version; 0 before the handshake.</summary>
    public int ServerVersion { get; internal set; }

    /// <summary>The gateway is done with this connection.</summary>
    public bool IsClosed { get; internal set; }

    /// <summary>Nothing is read from it or written to it any more, although it stands (a fault).</summary>
    internal bool IsDeaf { get; set; }

    /// <summary>History requests that came and are not answered.</summary>
    internal int OpenHistory { get; set; }

    /// <summary>Bytes that were written to it, greeting included.</summary>
    internal long BytesWritten { get; private set; }

    /// <summary>Messages that were written to it.</summary>
    internal int MessagesWritten { get; private set; }

    /// <summary>Bytes to send now. Valid until the core is called again; <see cref="ClearOutput"/> when they are sent or copied.</summary>
    public ReadOnlySpan<byte> Output => Unsent[..(int)Math.Min(Unsent.Length, allowed)];

    /// <summary>All that was written and not sent: more than <see cref="Output"/> when the connection is slow.</summary>
    internal int Backlog => Unsent.Length;

    ReadOnlySpan<byte> Unsent => output.WrittenSpan[sent..];

    public void ClearOutput() => Sent(Output.Length);

    /// <summary>The first bytes of <see cref="Output"/> were sent or copied.</summary>
    public void Sent(int bytes)
    {
        sent += bytes;
        if (speed is not null) allowed -= bytes;
        if (sent < output.WrittenCount && sent < LongestSentPart) return;
        var rest = Unsent.ToArray();
        output.ResetWrittenCount();
        output.Write(rest);
        sent = 0;
    }

    /// <summary>From now on so many bytes a second leave; null: as they come.</summary>
    internal void Slow(int? bytesPerSecond, long now)
    {
        if (speed == bytesPerSecond) return;
        (speed, allowed, allowedAt) = (bytesPerSecond, bytesPerSecond is null ? long.MaxValue : 0, now);
        // Nobody waits for the fence of a client that does not hear in time.
        if (Seat is { } seat) seat.ExcusedUntil = bytesPerSecond is null ? long.MinValue : long.MaxValue;
    }

    /// <summary>Time has passed: more may leave. What was not used is not saved up beyond a second's worth.</summary>
    internal void Allow(long now)
    {
        if (speed is not { } rate || now <= allowedAt) return;
        var more = (now - allowedAt) * rate / Bellwether.Core.EngineTime.Second;
        if (more == 0) return;
        allowed = Math.Min(Math.Max(rate, 1), allowed + more);
        allowedAt = now;
    }

    internal ClientSeat? Seat { get; set; }

    /// <summary>Lockstep: the fence is in and not answered yet.</summary>
    internal bool Fenced { get; set; }

    internal ClientSubscriptions Subscriptions { get; } = new();

    /// <summary>Bytes received and not yet used.</summary>
    internal ReadOnlySpan<byte> Input => input.AsSpan(0, inputLength);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        if (inputLength + bytes.Length > input.Length) Array.Resize(ref input, Math.Max(input.Length * 2, inputLength + bytes.Length));
        bytes.CopyTo(input.AsSpan(inputLength));
        inputLength += bytes.Length;
    }

    /// <summary>Drops all but the last <paramref name="left"/> bytes of the input.</summary>
    internal void Keep(int left)
    {
        input.AsSpan(inputLength - left, left).CopyTo(input);
        inputLength = left;
    }

    internal void Greet(in ServerHello hello)
    {
        var before = output.WrittenCount;
        hello.Write(output);
        Count(output.WrittenCount - before);
    }

    /// <summary>Bytes that are not this protocol.</summary>
    internal void Babble(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Count(bytes.Length);
    }

    /// <summary>Queues a message; nothing happens on a closed connection.</summary>
    internal void Send<T>(in T message) where T : IServerMessage<T>
    {
        if (faults is null || faults.Passes(this, message)) Write(message);
    }

    /// <summary>Queues a message that no fault changes any more.</summary>
    internal void Write<T>(in T message) where T : IServerMessage<T>
    {
        if (IsClosed || IsDeaf) return;
        var before = output.WrittenCount;
        writer.WriteServer(output, message, ServerVersion);
        MessagesWritten++;
        Count(output.WrittenCount - before);
    }

    /// <summary>Takes back the last bytes of what was written and not sent.</summary>
    internal void Unwrite(int bytes)
    {
        var kept = Unsent[..^bytes].ToArray();
        output.ResetWrittenCount();
        sent = 0;
        output.Write(kept);
        BytesWritten -= bytes;
    }

    void Count(int bytes)
    {
        BytesWritten += bytes;
        faults?.Written(this, bytes);
    }

    /// <summary>Messages may be handed over as bytes: no fault looks at them or changes them on their way.</summary>
    internal bool TakesEncoded => faults is null;

    /// <summary>Queues a message that is encoded already, but for its request id; nothing happens on a closed connection.</summary>
    /// <param name="head">The payload up to the request id.</param>
    /// <param name="tail">The payload behind the request id, its NUL included.</param>
    internal void SendEncoded(ReadOnlySpan<byte> head, ReadOnlySpan<byte> requestId, ReadOnlySpan<byte> tail)
    {
        if (IsClosed || IsDeaf) return;
        var length = head.Length + requestId.Length + tail.Length;
        var frame = output.GetSpan(Frames.PrefixLength + length);
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        var payload = frame[Frames.PrefixLength..];
        head.CopyTo(payload);
        requestId.CopyTo(payload[head.Length..]);
        tail.CopyTo(payload[(head.Length + requestId.Length)..]);
        output.Advance(Frames.PrefixLength + length);
        MessagesWritten++;
        Count(Frames.PrefixLength + length);
    }

    /// <summary>Queues an error, a warning or a notice.</summary>
    /// <param name="id">Of the request or order; -1 for none.</param>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    internal void SendError(int id, int code, string text, long now) =>
        Send(new ErrMsg { Id = id, ErrorCode = code, ErrorMsg = text, ErrorTime = now / Bellwether.Core.EngineTime.Millisecond });
}
