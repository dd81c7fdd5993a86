namespace Bellwether.MarketData;

/// <summary>Quotes over an interval: both sides, what lies half way between them, and how far they were apart.</summary>
/// <param name="Time">Its label, engine time: the open of its interval; for days, weeks and months the open of the (first) session.</param>
/// <param name="Mid">
/// Half way between bid and ask while both were there and the bid was not above the ask; the size is of no meaning and 0. Taken once for each time at which something
/// changed, after all changes of that time.
/// </param>
/// <param name="SpreadMean">Ask less bid, US dollars, each counted for as long as it stood; <see cref="double.NaN"/> when there never were two sides for any time.</param>
/// <param name="SpreadLow">The narrowest; NaN when there never were two sides.</param>
/// <param name="SpreadHigh">The widest.</param>
/// <param name="Updates">Quotes that came in the interval.</param>
/// <param name="Crossed">Times at which the bid stood above the ask; they are in the sides, and in neither mid nor spread.</param>
/// <param name="IsComplete">False for a bar whose end was not seen.</param>
public readonly record struct QuoteBar(
    long Time, QuoteSide Bid, QuoteSide Ask, QuoteSide Mid, double SpreadMean, double SpreadLow, double SpreadHigh, long Updates, long Crossed, bool IsComplete);
