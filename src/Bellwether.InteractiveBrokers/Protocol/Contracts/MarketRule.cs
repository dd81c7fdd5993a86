namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the price steps of a market rule.</summary>
public struct ReqMarketRule : IClientMessage<ReqMarketRule>
{
    public int MarketRuleId;

    public static ClientMessageId MessageId => ClientMessageId.ReqMarketRule;

    public static int Since => ServerVersions.MarketRules;

    public static void Transfer<TWire>(ref TWire wire, ref ReqMarketRule m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.MarketRuleId);
    }

    public static void Deliver(in ReqMarketRule m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The price steps of a market rule.</summary>
public sealed class MarketRule : IServerMessage<MarketRule>
{
    public int MarketRuleId;
    public PriceIncrement[] PriceIncrements = [];

    public static ServerMessageId MessageId => ServerMessageId.MarketRule;

    public static int Since => ServerVersions.MarketRules;

    public static void Transfer<TWire>(ref TWire wire, ref MarketRule m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.MarketRuleId);
        wire.List(ref m.PriceIncrements);
    }

    public static void Deliver(in MarketRule m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>The price step from a price upwards.</summary>
public struct PriceIncrement : IFields<PriceIncrement>
{
    public double LowEdge;
    public double Increment;

    public static void Transfer<TWire>(ref TWire wire, ref PriceIncrement m) where TWire : struct, IWire, allows ref struct
    {
        wire.Double(ref m.LowEdge);
        wire.Double(ref m.Increment);
    }
}
