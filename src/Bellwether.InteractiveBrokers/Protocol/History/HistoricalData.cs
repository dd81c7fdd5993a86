namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The bars of a request; below server version 196 also their end.</summary>
public sealed class HistoricalData : IServerMessage<HistoricalData>
{
    public int ReqId;
    public string StartDateStr = "";
    public string EndDateStr = "";
    public HistoricalBar[] Bars = [];

    public static ServerMessageId MessageId => ServerMessageId.HistoricalData;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalData m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.KeepUpToDate) wire.Version(3);
        wire.Int(ref m.ReqId);
        if (wire.ServerVersion < ServerVersions.HistoricalDataEnd)
        {
            wire.Text(ref m.StartDateStr);
            wire.Text(ref m.EndDateStr);
        }
        wire.List(ref m.Bars);
    }

    public static void Deliver(in HistoricalData m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>One bar.</summary>
public struct HistoricalBar : IFields<HistoricalBar>
{
    /// <summary>yyyyMMdd for days and longer; yyyyMMdd HH:mm:ss and zone, or epoch seconds, within the day.</summary>
    public string Date = "";

    public double Open;
    public double High;
    public double Low;
    public double Close;

    /// <summary>-1 when the data has no volume.</summary>
    public decimal Volume;

    /// <summary>-1 when the data has none.</summary>
    public decimal Wap;

    public string HasGaps = "";

    /// <summary>Trades; -1 when the data has none.</summary>
    public int BarCount;

    public HistoricalBar()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalBar m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Date);
        wire.Double(ref m.Open);
        wire.Double(ref m.High);
        wire.Double(ref m.Low);
        wire.Double(ref m.Close);
        wire.DecimalOrDefault(ref m.Volume);
        wire.DecimalOrDefault(ref m.Wap);
        if (wire.ServerVersion < ServerVersions.KeepUpToDate) wire.Text(ref m.HasGaps);
        wire.IntOrDefault(ref m.BarCount);
    }
}

/// <summary>All bars of a request have been sent.</summary>
public sealed class HistoricalDataEnd : IServerMessage<HistoricalDataEnd>
{
    public int ReqId;
    public string StartDateStr = "";
    public string EndDateStr = "";

    public static ServerMessageId MessageId => ServerMessageId.HistoricalDataEnd;

    public static int Since => ServerVersions.HistoricalDataEnd;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalDataEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.StartDateStr);
        wire.Text(ref m.EndDateStr);
    }

    public static void Deliver(in HistoricalDataEnd m, IServerMessageHandler handler) => handler.On(m);
}
