namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks how much traded at each price.</summary>
public sealed class ReqHistogramData : IClientMessage<ReqHistogramData>
{
    public int ReqId;
    public Contract Contract = new();
    public bool IncludeExpired;
    public bool UseRTH;
    public string TimePeriod = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqHistogramData;

    public static void Transfer<TWire>(ref TWire wire, ref ReqHistogramData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Bool(ref m.IncludeExpired);
        wire.Bool(ref m.UseRTH);
        wire.Text(ref m.TimePeriod);
    }

    public static void Deliver(in ReqHistogramData m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a histogram request.</summary>
public struct CancelHistogramData : IClientMessage<CancelHistogramData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelHistogramData;

    public static void Transfer<TWire>(ref TWire wire, ref CancelHistogramData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelHistogramData m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>How much traded at each price.</summary>
public sealed class HistogramData : IServerMessage<HistogramData>
{
    public int ReqId;
    public HistogramPoint[] Points = [];

    public static ServerMessageId MessageId => ServerMessageId.HistogramData;

    public static void Transfer<TWire>(ref TWire wire, ref HistogramData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Points);
    }

    public static void Deliver(in HistogramData m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>The size that traded at a price.</summary>
public struct HistogramPoint : IFields<HistogramPoint>
{
    public double Price;
    public decimal Size;

    public static void Transfer<TWire>(ref TWire wire, ref HistogramPoint m) where TWire : struct, IWire, allows ref struct
    {
        wire.Double(ref m.Price);
        wire.DecimalOrDefault(ref m.Size);
    }
}
