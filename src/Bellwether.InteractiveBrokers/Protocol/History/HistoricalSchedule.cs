namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The sessions of a period: the answer to whatToShow SCHEDULE.</summary>
public sealed class HistoricalSchedule : IServerMessage<HistoricalSchedule>
{
    public int ReqId;

    /// <summary>yyyyMMdd-HH:mm:ss in the named zone.</summary>
    public string StartDateTime = "";

    public string EndDateTime = "";
    public string TimeZone = "";
    public HistoricalSession[] Sessions = [];

    public static ServerMessageId MessageId => ServerMessageId.HistoricalSchedule;

    public static int Since => ServerVersions.HistoricalSchedule;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalSchedule m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.StartDateTime);
        wire.Text(ref m.EndDateTime);
        wire.Text(ref m.TimeZone);
        wire.List(ref m.Sessions);
    }

    public static void Deliver(in HistoricalSchedule m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>One trading session.</summary>
public struct HistoricalSession : IFields<HistoricalSession>
{
    public string StartDateTime = "";
    public string EndDateTime = "";

    /// <summary>yyyyMMdd.</summary>
    public string RefDate = "";

    public HistoricalSession()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalSession m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.StartDateTime);
        wire.Text(ref m.EndDateTime);
        wire.Text(ref m.RefDate);
    }
}
