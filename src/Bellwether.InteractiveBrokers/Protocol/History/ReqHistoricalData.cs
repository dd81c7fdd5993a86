namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for past bars, and optionally for the current one as it grows.</summary>
public sealed class ReqHistoricalData : IClientMessage<ReqHistoricalData>
{
    public int ReqId;
    public Contract Contract = new();
    public bool IncludeExpired;

    /// <summary>yyyyMMdd HH:mm:ss and zone, or yyyyMMdd-HH:mm:ss in UTC; empty for now and for requests that are kept up to date.</summary>
    public string EndDateTime = "";

    /// <summary>Such as <c>5 secs</c>, <c>1 min</c>, <c>1 day</c>.</summary>
    public string BarSizeSetting = "";

    /// <summary>A whole number, a blank and S, D, W, M or Y.</summary>
    public string DurationStr = "";

    public bool UseRTH;

    /// <summary>TRADES, MIDPOINT, BID, ASK, ADJUSTED_LAST, SCHEDULE …</summary>
    public string WhatToShow = "";

    /// <summary>1 text, 2 epoch seconds.</summary>
    public int FormatDate = 1;

    /// <summary>The legs, when the security type is BAG.</summary>
    public ComboLeg[] ComboLegs = [];

    public bool KeepUpToDate;
    public string ChartOptions = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqHistoricalData;

    public static void Transfer<TWire>(ref TWire wire, ref ReqHistoricalData m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.KeepUpToDate) wire.Version(6);
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Bool(ref m.IncludeExpired);
        wire.Text(ref m.EndDateTime);
        wire.Text(ref m.BarSizeSetting);
        wire.Text(ref m.DurationStr);
        wire.Bool(ref m.UseRTH);
        wire.Text(ref m.WhatToShow);
        wire.IntOrDefault(ref m.FormatDate);
        if (m.Contract.SecType == "BAG") wire.List(ref m.ComboLegs);
        if (wire.ServerVersion >= ServerVersions.KeepUpToDate) wire.Bool(ref m.KeepUpToDate);
        wire.Text(ref m.ChartOptions);
    }

    public static void Deliver(in ReqHistoricalData m, IClientMessageHandler handler) => handler.On(m);
}
