namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A stock or fund on its primary exchange.</summary>
/// <param name="ConId">Its number at Interactive Brokers, or a made-up one that is always the same.</param>
/// <param name="Symbol">Ticker, upper case.</param>
/// <param name="Exchange">Primary exchange as Interactive Brokers names it.</param>
/// <param name="Currency">Three letters.</param>
/// <param name="StockType">COMMON or ETF.</param>
sealed record Listing(
    int ConId, string Symbol, string Exchange, string Currency, string Name, string Industry, string Category, string Subcategory, string StockType)
{
    /// <summary>Exchanges to which an order for a US stock can be routed.</summary>
    static readonly string[] UsExchanges =
        ["AMEX", "NYSE", "CBOE", "PHLX", "ISE", "CHX", "ARCA", "NASDAQ", "DRCTEDGE", "BEX", "BATS", "EDGEA", "BYX", "IEX", "PEARL", "NYSENAT", "LTSE", "MEMX", "PSX"];

    public bool IsUs { get; } = Exchange is "NASDAQ" or "NYSE" or "ARCA" or "BATS" or "AMEX";

    /// <summary><c>NMS</c> for what NASDAQ lists; elsewhere the ticker without its blank.</summary>
    public string TradingClass { get; } = Exchange == "NASDAQ" ? "NMS" : Symbol.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>SMART and every exchange that trades it.</summary>
    public IEnumerable<string> ValidExchanges => IsUs ? UsExchanges.Prepend("SMART") : ["SMART", Exchange];

    /// <summary>An order may name that exchange.</summary>
    public bool TradesOn(string exchange) => exchange is "" or "SMART" or "BEST" || ValidExchanges.Contains(Today(exchange));

    /// <summary>NASDAQ's older name is still understood.</summary>
    public static string Today(string exchange) => exchange == "ISLAND" ? "NASDAQ" : exchange;
}
