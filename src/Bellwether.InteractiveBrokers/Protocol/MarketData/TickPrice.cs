namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A price tick, with the size that belongs to it. The gateway sends that size again as a <see cref="TickSize"/>.</summary>
public struct TickPrice : IServerMessage<TickPrice>
{
    public int ReqId;
    public int TickType;

    /// <summary>-1 with size 0 means "no quote"; the largest number, which a gateway prints for "unset", is read as -1. <see cref="Quote"/> says it by type.</summary>
    public double Price;

    /// <summary>Shares from server version 159 on, lots of 100 before.</summary>
    public decimal Size;

    /// <summary>Bit 0 can auto-execute, bit 1 past limit, bit 2 before the open.</summary>
    public int AttrMask;

    /// <summary>The price of an instrument whose prices are above zero, such as a stock; null when nobody quotes.</summary>
    public readonly double? Quote => Price > 0 ? Price : null;

    public readonly bool CanAutoExecute => (AttrMask & 1) != 0;

    public readonly bool PastLimit => (AttrMask & 2) != 0;

    public readonly bool PreOpen => (AttrMask & 4) != 0;

    public static ServerMessageId MessageId => ServerMessageId.TickPrice;

    public static void Transfer<TWire>(ref TWire wire, ref TickPrice m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        double? price = Unset.IsUnset(m.Price) ? null : m.Price;
        wire.Optional(ref price, Unset.Double, "price");
        m.Price = price ?? -1;
        wire.DecimalOrDefault(ref m.Size);
        wire.IntOrDefault(ref m.AttrMask);
    }

    public static void Deliver(in TickPrice m, IServerMessageHandler handler) => handler.On(in m);
}
