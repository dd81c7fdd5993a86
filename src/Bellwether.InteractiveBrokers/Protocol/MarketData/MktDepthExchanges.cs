namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks which exchanges serve order books.</summary>
public struct ReqMktDepthExchanges : IClientMessage<ReqMktDepthExchanges>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqMktDepthExchanges;

    public static void Transfer<TWire>(ref TWire wire, ref ReqMktDepthExchanges m) where TWire : struct, IWire, allows ref struct
    {
    }

    public static void Deliver(in ReqMktDepthExchanges m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The exchanges that serve order books.</summary>
public sealed class MktDepthExchanges : IServerMessage<MktDepthExchanges>
{
    public DepthExchange[] Exchanges = [];

    public static ServerMessageId MessageId => ServerMessageId.MktDepthExchanges;

    public static void Transfer<TWire>(ref TWire wire, ref MktDepthExchanges m) where TWire : struct, IWire, allows ref struct
    {
        wire.List(ref m.Exchanges);
    }

    public static void Deliver(in MktDepthExchanges m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>An exchange that serves order books.</summary>
public struct DepthExchange : IFields<DepthExchange>
{
    public string Exchange = "";
    public string SecType = "";
    public string ListingExch = "";
    public string ServiceDataType = "";
    public int? AggGroup;
    public bool IsL2;

    public DepthExchange()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref DepthExchange m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Exchange);
        wire.Text(ref m.SecType);
        if (wire.ServerVersion >= ServerVersions.ServiceDataType)
        {
            wire.Text(ref m.ListingExch);
            wire.Text(ref m.ServiceDataType);
            wire.Optional(ref m.AggGroup);
        }
        if (wire.ServerVersion < ServerVersions.ServiceDataType) wire.Bool(ref m.IsL2);
    }
}
