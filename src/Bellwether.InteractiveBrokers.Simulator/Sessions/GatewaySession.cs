using System.Buffers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// One connection of a client as the gateway's core sees it: bytes come in through <see cref="GatewayCore.Receive"/>, bytes to send gather in
/// <see cref="Output"/>, and <see cref="IsClosed"/> says that the connection is to be closed once they are sent.
/// </summary>
public sealed class GatewaySession
{
    readonly ArrayBufferWriter<byte> output = new(4096);
    readonly FrameWriter writer = new();
    byte[] input = new byte[4096];
    int inputLength;

    internal GatewaySession(int number) => Number = number;

    /// <summary>Connections are numbered from 1 in the order in which they came.</summary>
    public int Number { get; }

    /// <summary>The client's id; null before startApi.</summary>
    public int? ClientId => Seat?.ClientId;

    /// <summary>The negotiated server version; 0 before the handshake.</summary>
    public int ServerVersion { get; internal set; }

    /// <summary>The gateway is done with this connection.</summary>
    public bool IsClosed { get; internal set; }

    /// <summary>Bytes to send. Valid until the core is called again; <see cref="ClearOutput"/> when they are sent or copied.</summary>
    public ReadOnlySpan<byte> Output => output.WrittenSpan;

    /// <inheritdoc cref="Output"/>
    public ReadOnlyMemory<byte> OutputMemory => output.WrittenMemory;

    public void ClearOutput() => output.ResetWrittenCount();

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

    internal void Greet(in ServerHello hello) => hello.Write(output);

    /// <summary>Queues a message; nothing happens on a closed connection.</summary>
    internal void Send<T>(in T message) where T : IServerMessage<T>
    {
        if (!IsClosed) writer.WriteServer(output, message, ServerVersion);
    }

    /// <summary>Queues an error, a warning or a notice.</summary>
    /// <param name="id">Of the request or order; -1 for none.</param>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    internal void SendError(int id, int code, string text, long now) =>
        Send(new ErrMsg { Id = id, ErrorCode = code, ErrorMsg = text, ErrorTime = now / Bellwether.Core.EngineTime.Millisecond });
}
