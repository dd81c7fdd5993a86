namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Past midpoints.</summary>
public sealed class HistoricalTicks : IServerMessage<HistoricalTicks>
{
    public int ReqId;
    public HistoricalTick[] Ticks = [];
    public bool Done;

    public static ServerMessageId MessageId => ServerMessageId.HistoricalTicks;

    public static int Since => ServerVersions.HistoricalTicks;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalTicks m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Ticks);
        wire.Bool(ref m.Done);
    }

    public static void Deliver(in HistoricalTicks m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>A past midpoint.</summary>
public struct HistoricalTick : IFields<HistoricalTick>
{
    /// <summary>Seconds since the Unix epoch.</summary>
    public long Time;

    public double Price;
    public decimal Size;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalTick m) where TWire : struct, IWire, allows ref struct
    {
        wire.Long(ref m.Time);
        wire.Constant("0", "unused");
        wire.Double(ref m.Price);
        wire.DecimalOrDefault(ref m.Size);
    }
}

/// <summary>Past quotes.</summary>
public sealed class HistoricalTicksBidAsk : IServerMessage<HistoricalTicksBidAsk>
{
    public int ReqId;
    public HistoricalTickBidAsk[] Ticks = [];
    public bool Done;

    public static ServerMessageId MessageId => ServerMessageId.HistoricalTicksBidAsk;

    public static int Since => ServerVersions.HistoricalTicks;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalTicksBidAsk m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Ticks);
        wire.Bool(ref m.Done);
    }

    public static void Deliver(in HistoricalTicksBidAsk m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>A past quote.</summary>
public struct HistoricalTickBidAsk : IFields<HistoricalTickBidAsk>
{
    /// <summary>Seconds since the Unix epoch.</summary>
    public long Time;

    /// <summary>Bit 0 ask past high, bit 1 bid past low (the reverse of the live ticks).</summary>
    public int AttrMask;

    public double PriceBid;
    public double PriceAsk;
    public decimal SizeBid;
    public decimal SizeAsk;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalTickBidAsk m) where TWire : struct, IWire, allows ref struct
    {
        wire.Long(ref m.Time);
        wire.IntOrDefault(ref m.AttrMask);
        wire.Double(ref m.PriceBid);
        wire.Double(ref m.PriceAsk);
        wire.DecimalOrDefault(ref m.SizeBid);
        wire.DecimalOrDefault(ref m.SizeAsk);
    }
}

/// <summary>Past trades.</summary>
public sealed class HistoricalTicksLast : IServerMessage<HistoricalTicksLast>
{
    public int ReqId;
    public HistoricalTickLast[] Ticks = [];
    public bool Done;

    public static ServerMessageId MessageId => ServerMessageId.HistoricalTicksLast;

    public static int Since => ServerVersions.HistoricalTicks;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalTicksLast m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Ticks);
        wire.Bool(ref m.Done);
    }

    public static void Deliver(in HistoricalTicksLast m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>A past trade.</summary>
public struct HistoricalTickLast : IFields<HistoricalTickLast>
{
    /// <summary>Seconds since the Unix epoch.</summary>
    public long Time;

    /// <summary>Bit 0 past limit, bit 1 unreported.</summary>
    public int AttrMask;

    public double Price;
    public decimal Size;
    public string Exchange = "";
    public string SpecialConditions = "";

    public HistoricalTickLast()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalTickLast m) where TWire : struct, IWire, allows ref struct
    {
        wire.Long(ref m.Time);
        wire.IntOrDefault(ref m.AttrMask);
        wire.Double(ref m.Price);
        wire.DecimalOrDefault(ref m.Size);
        wire.Text(ref m.Exchange);
        wire.Text(ref m.SpecialConditions);
    }
}
