namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for past headlines.</summary>
public sealed class ReqHistoricalNews : IClientMessage<ReqHistoricalNews>
{
    public int ReqId;
    public int ConId;

    /// <summary>Separated by plus signs.</summary>
    public string ProviderCodes = "";

    public string StartDateTime = "";
    public string EndDateTime = "";
    public int TotalResults;
    public string Options = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqHistoricalNews;

    public static void Transfer<TWire>(ref TWire wire, ref ReqHistoricalNews m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Int(ref m.ConId);
        wire.Text(ref m.ProviderCodes);
        wire.Text(ref m.StartDateTime);
        wire.Text(ref m.EndDateTime);
        wire.Int(ref m.TotalResults);
        wire.Text(ref m.Options);
    }

    public static void Deliver(in ReqHistoricalNews m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>A past headline.</summary>
public sealed class HistoricalNews : IServerMessage<HistoricalNews>
{
    public int ReqId;
    public string Time = "";
    public string ProviderCode = "";
    public string ArticleId = "";
    public string Headline = "";

    public static ServerMessageId MessageId => ServerMessageId.HistoricalNews;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalNews m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Time);
        wire.Text(ref m.ProviderCode);
        wire.Text(ref m.ArticleId);
        wire.FreeText(ref m.Headline);
    }

    public static void Deliver(in HistoricalNews m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>The headlines have been sent.</summary>
public struct HistoricalNewsEnd : IServerMessage<HistoricalNewsEnd>
{
    public int ReqId;
    public bool HasMore;

    public static ServerMessageId MessageId => ServerMessageId.HistoricalNewsEnd;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalNewsEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Bool(ref m.HasMore);
    }

    public static void Deliver(in HistoricalNewsEnd m, IServerMessageHandler handler) => handler.On(in m);
}

/// <summary>A headline of a market data subscription.</summary>
public sealed class TickNews : IServerMessage<TickNews>
{
    public int ReqId;

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long TimeMs;

    public string ProviderCode = "";
    public string ArticleId = "";
    public string Headline = "";
    public string ExtraData = "";

    public static ServerMessageId MessageId => ServerMessageId.TickNews;

    public static void Transfer<TWire>(ref TWire wire, ref TickNews m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Long(ref m.TimeMs);
        wire.Text(ref m.ProviderCode);
        wire.Text(ref m.ArticleId);
        wire.FreeText(ref m.Headline);
        wire.Text(ref m.ExtraData);
    }

    public static void Deliver(in TickNews m, IServerMessageHandler handler) => handler.On(m);
}
