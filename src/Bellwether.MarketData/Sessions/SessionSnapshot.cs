using NodaTime;

namespace Bellwether.MarketData;

/// <summary>
/// Statistics of one symbol and session, as far as it has come. Prices in US dollars, volumes in shares; what is not known yet is <see cref="double.NaN"/>. Unless said, the
/// regular session alone counts.
/// </summary>
/// <param name="Date">New York date of the session.</param>
/// <param name="Time">Engine time of the last row that counted: the label of a bar, the time of a trade or quote.</param>
/// <param name="Vwap">Volume-weighted average price: of trades by their price, of bars by their typical price (high + low + close) / 3.</param>
/// <param name="OpeningRangeHigh">Highest price of the opening range.</param>
/// <param name="OpeningRangeLow">Lowest price of the opening range.</param>
/// <param name="IsOpeningRangeComplete">A row behind the opening range has come: it changes no more.</param>
/// <param name="PreMarketHigh">Highest price from 04:00 to the open.</param>
/// <param name="PreMarketLow">Lowest price from 04:00 to the open.</param>
/// <param name="PreMarketVolume">Shares from 04:00 to the open.</param>
/// <param name="PriorClose">Last regular price of the last session before that had one.</param>
/// <param name="AverageVolume">Mean regular volume of the sessions before, as many as there were up to the number asked for.</param>
/// <param name="SpreadMean">Ask less bid, each counted for as long as it stood; of quotes only.</param>
/// <param name="RealisedVolatility">
/// √Σr² over the one-minute logarithmic returns of the session so far, the first from its first price, not annualised: the square root of the realised variance of Andersen and
/// Bollerslev, "Answering the Skeptics" (International Economic Review 39, 1998). For a year multiply with √252.
/// </param>
public readonly record struct SessionSnapshot(
    LocalDate Date, long Time, double Open, double High, double Low, double Close, double Volume, double Vwap,
    double OpeningRangeHigh, double OpeningRangeLow, bool IsOpeningRangeComplete,
    double PreMarketHigh, double PreMarketLow, double PreMarketVolume,
    double PriorClose, double AverageVolume, double SpreadMean, double RealisedVolatility)
{
    /// <summary>Close against the prior close: 0.01 is one per cent up.</summary>
    public double Change => (Close / PriorClose) - 1;
}
