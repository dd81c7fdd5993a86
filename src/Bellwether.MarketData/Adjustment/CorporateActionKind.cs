namespace Bellwether.MarketData;

/// <summary>What happened to a security.</summary>
public enum CorporateActionKind : byte
{
    /// <summary>One share became several, or several became one.</summary>
    Split = 1,

    /// <summary>Money, or another company's shares at their worth, was paid for each share.</summary>
    Dividend,

    /// <summary>It trades under a ticker from a date on.</summary>
    Ticker,

    /// <summary>It trades no more.</summary>
    Delisting,
}
