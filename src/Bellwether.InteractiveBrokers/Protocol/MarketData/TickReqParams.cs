namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The terms of a market data subscription; comes before or after the data type, before the ticks.</summary>
public sealed class TickReqParams : IServerMessage<TickReqParams>
{
    public int ReqId;

    /// <summary>Price step, in the currency of the contract.</summary>
    public double? MinTick;

    /// <summary>Key for the component exchanges.</summary>
    public string BboExchange = "";

    public int SnapshotPermissions;

    public static ServerMessageId MessageId => ServerMessageId.TickReqParams;

    public static void Transfer<TWire>(ref TWire wire, ref TickReqParams m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Optional(ref m.MinTick, Unset.Double);
        wire.Text(ref m.BboExchange);
        wire.IntOrDefault(ref m.SnapshotPermissions);
    }

    public static void Deliver(in TickReqParams m, IServerMessageHandler handler) => handler.On(m);
}
