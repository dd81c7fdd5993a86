namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to bars of five seconds.</summary>
public sealed class ReqRealTimeBars : IClientMessage<ReqRealTimeBars>
{
    public int ReqId;
    public Contract Contract = new();

    /// <summary>Seconds; only 5 is served.</summary>
    public int BarSize = 5;

    /// <summary>TRADES, BID, ASK or MIDPOINT.</summary>
    public string WhatToShow = "TRADES";

    public bool UseRTH;
    public string RealTimeBarsOptions = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqRealTimeBars;

    public static void Transfer<TWire>(ref TWire wire, ref ReqRealTimeBars m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Int(ref m.BarSize);
        wire.Text(ref m.WhatToShow);
        wire.Bool(ref m.UseRTH);
        wire.Text(ref m.RealTimeBarsOptions);
    }

    public static void Deliver(in ReqRealTimeBars m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a real-time bar subscription.</summary>
public struct CancelRealTimeBars : IClientMessage<CancelRealTimeBars>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelRealTimeBars;

    public static void Transfer<TWire>(ref TWire wire, ref CancelRealTimeBars m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelRealTimeBars m, IClientMessageHandler handler) => handler.On(in m);
}
