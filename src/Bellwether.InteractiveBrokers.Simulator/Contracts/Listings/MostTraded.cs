namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What a gateway trades when nobody says otherwise.</summary>
public static class MostTraded
{
    /// <summary>Large US stocks and funds, 108 of them.</summary>
    public static IReadOnlyList<string> Symbols { get; } =
    [
        "AAPL", "MSFT", "NVDA", "AMZN", "GOOGL", "GOOG", "META", "TSLA", "AVGO", "JPM", "LLY", "V", "XOM", "UNH", "MA", "COST", "WMT", "PG", "HD", "JNJ", "NFLX", "ABBV", "BAC", "CRM",
        "KO", "ORCL", "CVX", "MRK", "AMD", "PEP", "CSCO", "ACN", "LIN", "TMO", "ADBE", "MCD", "ABT", "WFC", "GE", "IBM", "NOW", "PM", "QCOM", "TXN", "CAT", "INTU", "VZ", "DIS", "AMGN",
        "PFE", "T", "GS", "MS", "UNP", "RTX", "LOW", "SPGI", "HON", "NEE", "BKNG", "AXP", "BLK", "ETN", "SYK", "C", "LMT", "DE", "BA", "GILD", "MU", "INTC", "SBUX", "MDT", "BMY", "SCHW",
        "CVS", "MO", "SO", "DUK", "CL", "MMM", "F", "GM", "UBER", "PYPL", "NKE", "TGT", "FDX", "UPS", "COP", "SLB", "DAL", "WBD", "TWLO",
        "SPY", "QQQ", "IWM", "DIA", "XLF", "XLE", "XLK", "XLV", "GLD", "SLV", "TLT", "HYG", "EEM", "VTI",
    ];
}
