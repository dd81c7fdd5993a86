namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>One trade, quote or midpoint of a tick-by-tick subscription; <see cref="TickType"/> says which fields count.</summary>
public struct TickByTick : IServerMessage<TickByTick>
{
    public int ReqId;

    /// <summary>1 last, 2 all last, 3 bid and ask, 4 midpoint.</summary>
    public int TickType;

    /// <summary>Seconds since the Unix epoch.</summary>
    public long Time;

    public double Price;
    public decimal Size;

    /// <summary>Trades: bit 0 past limit, bit 1 unreported. Quotes: bit 0 bid past low, bit 1 ask past high.</summary>
    public int AttrMask;

    public string Exchange = "";
    public string SpecialConditions = "";
    public double BidPrice;
    public double AskPrice;
    public decimal BidSize;
    public decimal AskSize;
    public double MidPoint;

    public TickByTick()
    {
    }

    public static ServerMessageId MessageId => ServerMessageId.TickByTick;

    public static int Since => ServerVersions.TickByTick;

    public static void Transfer<TWire>(ref TWire wire, ref TickByTick m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        wire.Long(ref m.Time);
        switch (m.TickType)
        {
            case 1 or 2:
                wire.Double(ref m.Price);
                wire.DecimalOrDefault(ref m.Size);
                wire.IntOrDefault(ref m.AttrMask);
                wire.Text(ref m.Exchange);
                wire.Text(ref m.SpecialConditions);
                break;
            case 3:
                wire.Double(ref m.BidPrice);
                wire.Double(ref m.AskPrice);
                wire.DecimalOrDefault(ref m.BidSize);
                wire.DecimalOrDefault(ref m.AskSize);
                wire.IntOrDefault(ref m.AttrMask);
                break;
            case 4:
                wire.Double(ref m.MidPoint);
                break;
        }
    }

    public static void Deliver(in TickByTick m, IServerMessageHandler handler) => handler.On(in m);
}
