namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A snapshot request has delivered everything.</summary>
public struct TickSnapshotEnd : IServerMessage<TickSnapshotEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.TickSnapshotEnd;

    public static void Transfer<TWire>(ref TWire wire, ref TickSnapshotEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in TickSnapshotEnd m, IServerMessageHandler handler) => handler.On(in m);
}
