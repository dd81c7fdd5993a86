namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An exchange-for-physical tick.</summary>
public sealed class TickEfp : IServerMessage<TickEfp>
{
    public int ReqId;
    public int TickType;
    public double BasisPoints;
    public string FormattedBasisPoints = "";
    public double ImpliedFuture;
    public int HoldDays;
    public string FutureLastTradeDate = "";
    public double DividendImpact;
    public double DividendsToLastTradeDate;

    public static ServerMessageId MessageId => ServerMessageId.TickEfp;

    public static void Transfer<TWire>(ref TWire wire, ref TickEfp m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        wire.Double(ref m.BasisPoints);
        wire.Text(ref m.FormattedBasisPoints);
        wire.Double(ref m.ImpliedFuture);
        wire.IntOrDefault(ref m.HoldDays);
        wire.Text(ref m.FutureLastTradeDate);
        wire.Double(ref m.DividendImpact);
        wire.Double(ref m.DividendsToLastTradeDate);
    }

    public static void Deliver(in TickEfp m, IServerMessageHandler handler) => handler.On(m);
}
