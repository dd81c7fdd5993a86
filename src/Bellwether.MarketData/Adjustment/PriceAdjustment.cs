namespace Bellwether.MarketData;

/// <summary>For what a series of prices is adjusted.</summary>
public enum PriceAdjustment : byte
{
    /// <summary>Nothing: prices and volumes as they were traded.</summary>
    None,

    /// <summary>Splits.</summary>
    Split,

    /// <summary>Splits and dividends: the series has the returns of one who reinvests every dividend at the close before its ex-date.</summary>
    Total,
}
