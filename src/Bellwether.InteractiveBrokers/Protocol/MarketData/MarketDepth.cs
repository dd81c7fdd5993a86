namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A change of one row of an order book.</summary>
public struct MarketDepth : IServerMessage<MarketDepth>
{
    public int ReqId;

    /// <summary>Row, from 0.</summary>
    public int Position;

    /// <summary>0 insert, 1 update, 2 delete.</summary>
    public int Operation;

    /// <summary>0 ask, 1 bid.</summary>
    public int Side;

    public double Price;
    public decimal Size;

    public static ServerMessageId MessageId => ServerMessageId.MarketDepth;

    public static void Transfer<TWire>(ref TWire wire, ref MarketDepth m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.Position);
        wire.Int(ref m.Operation);
        wire.Int(ref m.Side);
        wire.Double(ref m.Price);
        wire.DecimalOrDefault(ref m.Size);
    }

    public static void Deliver(in MarketDepth m, IServerMessageHandler handler) => handler.On(in m);
}

/// <summary>A change of one row of an order book that names who quotes.</summary>
public sealed class MarketDepthL2 : IServerMessage<MarketDepthL2>
{
    public int ReqId;

    /// <summary>Row, from 0.</summary>
    public int Position;

    /// <summary>The exchange, when the depth is a smart depth.</summary>
    public string MarketMaker = "";

    /// <summary>0 insert, 1 update, 2 delete.</summary>
    public int Operation;

    /// <summary>0 ask, 1 bid.</summary>
    public int Side;

    public double Price;
    public decimal Size;
    public bool IsSmartDepth;

    public static ServerMessageId MessageId => ServerMessageId.MarketDepthL2;

    public static void Transfer<TWire>(ref TWire wire, ref MarketDepthL2 m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.Position);
        wire.Text(ref m.MarketMaker);
        wire.Int(ref m.Operation);
        wire.Int(ref m.Side);
        wire.Double(ref m.Price);
        wire.DecimalOrDefault(ref m.Size);
        if (wire.ServerVersion >= ServerVersions.SmartDepth) wire.Bool(ref m.IsSmartDepth);
    }

    public static void Deliver(in MarketDepthL2 m, IServerMessageHandler handler) => handler.On(m);
}
