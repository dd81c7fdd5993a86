using System.Buffers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;

namespace Bellwether.Scenarios;

/// <summary>
/// The client's end of a connection to a gateway core, in memory: the same bytes as over a socket, encoded and decoded by the same codec, in one thread.
/// </summary>
sealed class MemoryWire : IRequestWriter
{
    readonly GatewayCore gateway;
    readonly ArrayBufferWriter<byte> outgoing = new();
    readonly FrameWriter frames = new();
    readonly List<byte[]> delivered = [];
    byte[] incoming = [];

    public MemoryWire(GatewayCore gateway, int clientId, string capability)
    {
        this.gateway = gateway;
        LastReceived = gateway.Now;
        Session = gateway.Connect();
        ClientId = clientId;
        Capability = capability;
        new ClientHello(ServerVersions.CurrentTimeInMillis, ServerVersions.Highest).Write(outgoing);
        Send();
    }

    public GatewaySession Session { get; }

    public int ClientId { get; }

    string Capability { get; }

    /// <summary>When bytes came last, nanoseconds since the Unix epoch.</summary>
    public long LastReceived { get; private set; }

    /// <summary>0 until the gateway has answered the greeting.</summary>
    public int ServerVersion { get; private set; }

    /// <summary>Told of every request before it goes out.</summary>
    public Action<ReadOnlyMemory<byte>>? OnRequest { get; init; }

    /// <summary>The order frames (open order, status, execution, commission) that the latest <see cref="Receive"/> delivered.</summary>
    public IReadOnlyList<byte[]> OrderFrames => delivered;

    public bool IsLockstep => Capability.Length > 0;

    public void Write<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>
    {
        var before = outgoing.WrittenCount;
        frames.WriteClient(outgoing, message, ServerVersion);
        OnRequest?.Invoke(outgoing.WrittenMemory[(before + Frames.PrefixLength)..]);
    }

    public void WriteFrame(ReadOnlySpan<byte> frame)
    {
        var before = outgoing.WrittenCount;
        outgoing.Write(frame);
        OnRequest?.Invoke(outgoing.WrittenMemory[(before + Frames.PrefixLength)..]);
    }

    /// <summary>A request as it would be written, to be written later.</summary>
    public byte[] Encode<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>
    {
        var frame = new ArrayBufferWriter<byte>();
        frames.WriteClient(frame, message, ServerVersion);
        return frame.WrittenSpan.ToArray();
    }

    /// <summary>Hands what was written to the gateway.</summary>
    public void Send()
    {
        if (outgoing.WrittenCount > 0) gateway.Receive(Session, outgoing.WrittenSpan);
        outgoing.ResetWrittenCount();
    }

    /// <summary>Takes what the gateway has for this client and dispatches it. True once the greeting is done.</summary>
    public bool Receive(IServerMessageHandler handler)
    {
        if (Session.Output.Length > 0) LastReceived = gateway.Now;
        var bytes = new byte[incoming.Length + Session.Output.Length];
        incoming.CopyTo(bytes, 0);
        Session.Output.CopyTo(bytes.AsSpan(incoming.Length));
        Session.ClearOutput();
        ReadOnlySpan<byte> rest = bytes;
        delivered.Clear();
        if (ServerVersion == 0)
        {
            if (!ServerHello.TryRead(ref rest, out var hello))
            {
                incoming = rest.ToArray();
                return false;
            }
            if (hello.ServerVersion is < ServerVersions.CurrentTimeInMillis or > ServerVersions.Highest)
                throw new InvalidDataException($"the gateway speaks version {hello.ServerVersion}, expected {ServerVersions.CurrentTimeInMillis} to {ServerVersions.Highest}");
            ServerVersion = hello.ServerVersion;
            Write(new StartApi { ClientId = ClientId, OptionalCapabilities = Capability });
            Send();
        }
        while (Frames.TryRead(ref rest, out var payload))
        {
            if (IsAboutOrders(payload)) delivered.Add(payload.ToArray());
            ServerMessages.Dispatch(payload, ServerVersion, handler);
        }
        incoming = rest.ToArray();
        return true;
    }

    public void Redeliver(IEnumerable<byte[]> payloads, IServerMessageHandler handler)
    {
        foreach (var payload in payloads) ServerMessages.Dispatch(payload, ServerVersion, handler);
    }

    /// <summary>orderStatus 3, openOrder 5, execDetails 11, commissionReport 59.</summary>
    static bool IsAboutOrders(ReadOnlySpan<byte> payload) =>
        payload.StartsWith("3\0"u8) || payload.StartsWith("5\0"u8) || payload.StartsWith("11\0"u8) || payload.StartsWith("59\0"u8);
}
