namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for past ticks, at most 1000.</summary>
public sealed class ReqHistoricalTicks : IClientMessage<ReqHistoricalTicks>
{
    public int ReqId;
    public Contract Contract = new();
    public bool IncludeExpired;

    /// <summary>Give a start or an end, not both.</summary>
    public string StartDateTime = "";

    public string EndDateTime = "";
    public int NumberOfTicks;

    /// <summary>TRADES, BID_ASK or MIDPOINT.</summary>
    public string WhatToShow = "";

    public bool UseRth;
    public bool IgnoreSize;
    public string MiscOptions = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqHistoricalTicks;

    public static int Since => ServerVersions.HistoricalTicks;

    public static void Transfer<TWire>(ref TWire wire, ref ReqHistoricalTicks m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Bool(ref m.IncludeExpired);
        wire.Text(ref m.StartDateTime);
        wire.Text(ref m.EndDateTime);
        wire.Int(ref m.NumberOfTicks);
        wire.Text(ref m.WhatToShow);
        wire.Bool(ref m.UseRth);
        wire.Bool(ref m.IgnoreSize);
        wire.Text(ref m.MiscOptions);
    }

    public static void Deliver(in ReqHistoricalTicks m, IClientMessageHandler handler) => handler.On(m);
}
