namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The state of an order. The same content is often repeated, and not every change of state is sent.</summary>
public struct OrderStatus : IServerMessage<OrderStatus>
{
    public int OrderId;
    public OrderStatusWord Status;
    public decimal Filled;
    public decimal Remaining;

    /// <summary>Average price of all fills; 0 before the first.</summary>
    public double AvgFillPrice;

    /// <summary>The broker's number for the order: unique and stable for the account.</summary>
    public long PermId;

    public int ParentId;
    public double LastFillPrice;
    public int ClientId;

    /// <summary>Such as <c>locate</c>, <c>child</c>, <c>trigger</c>; normally empty.</summary>
    public string WhyHeld = "";

    public double MktCapPrice;

    public OrderStatus()
    {
    }

    public static ServerMessageId MessageId => ServerMessageId.OrderStatus;

    public static void Transfer<TWire>(ref TWire wire, ref OrderStatus m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.MarketCapPrice) wire.Version(6);
        wire.Int(ref m.OrderId);
        wire.Word(ref m.Status);
        wire.Decimal(ref m.Filled);
        wire.Decimal(ref m.Remaining);
        wire.DoubleOrDefault(ref m.AvgFillPrice);
        wire.LongOrDefault(ref m.PermId);
        wire.IntOrDefault(ref m.ParentId);
        wire.DoubleOrDefault(ref m.LastFillPrice);
        wire.IntOrDefault(ref m.ClientId);
        wire.Text(ref m.WhyHeld);
        if (wire.ServerVersion >= ServerVersions.MarketCapPrice) wire.DoubleOrDefault(ref m.MktCapPrice);
    }

    public static void Deliver(in OrderStatus m, IServerMessageHandler handler) => handler.On(in m);
}
