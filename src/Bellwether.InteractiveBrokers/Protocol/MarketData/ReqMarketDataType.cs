namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Chooses the kind of market data for later requests.</summary>
public struct ReqMarketDataType : IClientMessage<ReqMarketDataType>
{
    /// <summary>1 live, 2 frozen, 3 delayed, 4 delayed and frozen.</summary>
    public int MarketDataType = 1;

    public ReqMarketDataType()
    {
    }

    public static ClientMessageId MessageId => ClientMessageId.ReqMarketDataType;

    public static void Transfer<TWire>(ref TWire wire, ref ReqMarketDataType m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.MarketDataType);
    }

    public static void Deliver(in ReqMarketDataType m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The kind of market data that now comes for a request; sent again whenever it changes.</summary>
public struct MarketDataType : IServerMessage<MarketDataType>
{
    public int ReqId;

    /// <summary>1 live, 2 frozen, 3 delayed, 4 delayed and frozen.</summary>
    public int Type;

    public static ServerMessageId MessageId => ServerMessageId.MarketDataType;

    public static void Transfer<TWire>(ref TWire wire, ref MarketDataType m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.Type, "marketDataType");
    }

    public static void Deliver(in MarketDataType m, IServerMessageHandler handler) => handler.On(in m);
}
