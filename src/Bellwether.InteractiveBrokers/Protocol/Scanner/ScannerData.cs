namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The rows of a scanner.</summary>
public sealed class ScannerData : IServerMessage<ScannerData>
{
    public int ReqId;
    public ScannerRow[] Rows = [];

    public static ServerMessageId MessageId => ServerMessageId.ScannerData;

    public static void Transfer<TWire>(ref TWire wire, ref ScannerData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Int(ref m.ReqId);
        wire.List(ref m.Rows);
    }

    public static void Deliver(in ScannerData m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>One row of a scanner.</summary>
public sealed class ScannerRow : IFields<ScannerRow>
{
    public int Rank;
    public int ConId;
    public string Symbol = "";
    public string SecType = "";
    public string LastTradeDateOrContractMonth = "";
    public double? Strike;
    public string Right = "";
    public string Exchange = "";
    public string Currency = "";
    public string LocalSymbol = "";
    public string MarketName = "";
    public string TradingClass = "";
    public string Distance = "";
    public string Benchmark = "";
    public string Projection = "";
    public string LegsStr = "";

    public static void Transfer<TWire>(ref TWire wire, ref ScannerRow m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.Rank);
        wire.IntOrDefault(ref m.ConId);
        wire.Text(ref m.Symbol);
        wire.Text(ref m.SecType);
        wire.Text(ref m.LastTradeDateOrContractMonth);
        wire.Optional(ref m.Strike);
        wire.Text(ref m.Right);
        wire.Text(ref m.Exchange);
        wire.Text(ref m.Currency);
        wire.Text(ref m.LocalSymbol);
        wire.Text(ref m.MarketName);
        wire.Text(ref m.TradingClass);
        wire.Text(ref m.Distance);
        wire.Text(ref m.Benchmark);
        wire.Text(ref m.Projection);
        wire.Text(ref m.LegsStr);
    }
}
