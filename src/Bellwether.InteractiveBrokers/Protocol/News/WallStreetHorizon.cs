namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks which corporate events the calendar has.</summary>
public struct ReqWshMetaData : IClientMessage<ReqWshMetaData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.ReqWshMetaData;

    public static int Since => ServerVersions.WshCalendar;

    public static void Transfer<TWire>(ref TWire wire, ref ReqWshMetaData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in ReqWshMetaData m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Ends that request.</summary>
public struct CancelWshMetaData : IClientMessage<CancelWshMetaData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelWshMetaData;

    public static int Since => ServerVersions.WshCalendar;

    public static void Transfer<TWire>(ref TWire wire, ref CancelWshMetaData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelWshMetaData m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Which corporate events the calendar has.</summary>
public sealed class WshMetaData : IServerMessage<WshMetaData>
{
    public int ReqId;
    public string Json = "";

    public static ServerMessageId MessageId => ServerMessageId.WshMetaData;

    public static int Since => ServerVersions.WshCalendar;

    public static void Transfer<TWire>(ref TWire wire, ref WshMetaData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Json);
    }

    public static void Deliver(in WshMetaData m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>Asks for corporate events.</summary>
public sealed class ReqWshEventData : IClientMessage<ReqWshEventData>
{
    public int ReqId;
    public int ConId;
    public string Filter = "";
    public bool FillWatchlist;
    public bool FillPortfolio;
    public bool FillCompetitors;
    public string StartDate = "";
    public string EndDate = "";
    public int? TotalLimit;

    public static ClientMessageId MessageId => ClientMessageId.ReqWshEventData;

    public static int Since => ServerVersions.WshCalendar;

    public static void Transfer<TWire>(ref TWire wire, ref ReqWshEventData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.IntOrDefault(ref m.ConId);
        if (wire.ServerVersion >= ServerVersions.WshFilters)
        {
            wire.Text(ref m.Filter);
            wire.Bool(ref m.FillWatchlist);
            wire.Bool(ref m.FillPortfolio);
            wire.Bool(ref m.FillCompetitors);
        }
        if (wire.ServerVersion >= ServerVersions.WshDates)
        {
            wire.Text(ref m.StartDate);
            wire.Text(ref m.EndDate);
            wire.Optional(ref m.TotalLimit, Unset.Int);
        }
    }

    public static void Deliver(in ReqWshEventData m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends that request.</summary>
public struct CancelWshEventData : IClientMessage<CancelWshEventData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelWshEventData;

    public static int Since => ServerVersions.WshCalendar;

    public static void Transfer<TWire>(ref TWire wire, ref CancelWshEventData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelWshEventData m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Corporate events.</summary>
public sealed class WshEventData : IServerMessage<WshEventData>
{
    public int ReqId;
    public string Json = "";

    public static ServerMessageId MessageId => ServerMessageId.WshEventData;

    public static int Since => ServerVersions.WshCalendar;

    public static void Transfer<TWire>(ref TWire wire, ref WshEventData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Json);
    }

    public static void Deliver(in WshEventData m, IServerMessageHandler handler) => handler.On(m);
}
