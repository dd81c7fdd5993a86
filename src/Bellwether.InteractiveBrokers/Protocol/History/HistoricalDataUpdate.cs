namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The current bar of a request that is kept up to date.</summary>
public sealed class HistoricalDataUpdate : IServerMessage<HistoricalDataUpdate>
{
    public int ReqId;
    public int BarCount;
    public string Date = "";
    public double Open;
    public double Close;
    public double High;
    public double Low;
    public decimal Wap;
    public decimal Volume;

    public static ServerMessageId MessageId => ServerMessageId.HistoricalDataUpdate;

    public static void Transfer<TWire>(ref TWire wire, ref HistoricalDataUpdate m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.IntOrDefault(ref m.BarCount);
        wire.Text(ref m.Date);
        wire.Double(ref m.Open);
        wire.Double(ref m.Close);
        wire.Double(ref m.High);
        wire.Double(ref m.Low);
        wire.DecimalOrDefault(ref m.Wap);
        wire.DecimalOrDefault(ref m.Volume);
    }

    public static void Deliver(in HistoricalDataUpdate m, IServerMessageHandler handler) => handler.On(m);
}
