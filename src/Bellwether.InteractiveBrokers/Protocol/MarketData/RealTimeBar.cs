namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A finished bar of five seconds.</summary>
public struct RealTimeBar : IServerMessage<RealTimeBar>
{
    public int ReqId;

    /// <summary>Start of the bar, seconds since the Unix epoch.</summary>
    public long Time;

    public double Open;
    public double High;
    public double Low;
    public double Close;

    /// <summary>-1 when the data has no volume.</summary>
    public decimal Volume;

    /// <summary>Volume-weighted average price; -1 or 0 when there is none.</summary>
    public decimal Wap;

    /// <summary>Trades in the bar.</summary>
    public int Count;

    public static ServerMessageId MessageId => ServerMessageId.RealTimeBar;

    public static void Transfer<TWire>(ref TWire wire, ref RealTimeBar m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Int(ref m.ReqId);
        wire.Long(ref m.Time);
        wire.Double(ref m.Open);
        wire.Double(ref m.High);
        wire.Double(ref m.Low);
        wire.Double(ref m.Close);
        wire.DecimalOrDefault(ref m.Volume);
        wire.DecimalOrDefault(ref m.Wap);
        wire.IntOrDefault(ref m.Count);
    }

    public static void Deliver(in RealTimeBar m, IServerMessageHandler handler) => handler.On(in m);
}
