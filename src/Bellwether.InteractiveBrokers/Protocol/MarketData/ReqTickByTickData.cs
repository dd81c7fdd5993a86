namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to every trade, quote or midpoint of one contract.</summary>
public sealed class ReqTickByTickData : IClientMessage<ReqTickByTickData>
{
    public int ReqId;
    public Contract Contract = new();

    /// <summary>Last, AllLast, BidAsk or MidPoint.</summary>
    public string TickType = "";

    /// <summary>0 streams only; more sends that many past ticks first.</summary>
    public int NumberOfTicks;

    public bool IgnoreSize;

    public static ClientMessageId MessageId => ClientMessageId.ReqTickByTickData;

    public static int Since => ServerVersions.TickByTick;

    public static void Transfer<TWire>(ref TWire wire, ref ReqTickByTickData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Text(ref m.TickType);
        if (wire.ServerVersion >= ServerVersions.TickByTickIgnoreSize)
        {
            wire.IntOrDefault(ref m.NumberOfTicks);
            wire.Bool(ref m.IgnoreSize);
        }
    }

    public static void Deliver(in ReqTickByTickData m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a tick-by-tick subscription.</summary>
public struct CancelTickByTickData : IClientMessage<CancelTickByTickData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelTickByTickData;

    public static int Since => ServerVersions.TickByTick;

    public static void Transfer<TWire>(ref TWire wire, ref CancelTickByTickData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelTickByTickData m, IClientMessageHandler handler) => handler.On(in m);
}
