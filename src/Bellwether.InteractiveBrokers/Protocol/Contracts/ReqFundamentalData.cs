namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for a report about a company.</summary>
public sealed class ReqFundamentalData : IClientMessage<ReqFundamentalData>
{
    public int ReqId;
    public Contract Contract = new();
    public string ReportType = "";
    public int OptionCount;
    public string Options = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqFundamentalData;

    public static void Transfer<TWire>(ref TWire wire, ref ReqFundamentalData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(2);
        wire.Int(ref m.ReqId);
        ContractFields.Fundamental(ref wire, m.Contract);
        wire.Text(ref m.ReportType);
        wire.IntOrDefault(ref m.OptionCount);
        wire.Text(ref m.Options);
    }

    public static void Deliver(in ReqFundamentalData m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a report request.</summary>
public struct CancelFundamentalData : IClientMessage<CancelFundamentalData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelFundamentalData;

    public static void Transfer<TWire>(ref TWire wire, ref CancelFundamentalData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelFundamentalData m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>A report about a company.</summary>
public sealed class FundamentalData : IServerMessage<FundamentalData>
{
    public int ReqId;

    /// <summary>XML.</summary>
    public string Data = "";

    public static ServerMessageId MessageId => ServerMessageId.FundamentalData;

    public static void Transfer<TWire>(ref TWire wire, ref FundamentalData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Data);
    }

    public static void Deliver(in FundamentalData m, IServerMessageHandler handler) => handler.On(m);
}
