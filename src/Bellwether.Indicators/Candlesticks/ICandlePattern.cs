namespace Bellwether.Indicators.Candlesticks;

/// <summary>
/// A figure of candles. Each public struct that implements it is an entry of the catalogue, in another assembly too: <see cref="CandlePattern{TPattern}"/> does
/// all the rest.
/// </summary>
public interface ICandlePattern
{
    /// <summary>Name and meaning.</summary>
    static abstract CandlePatternDescription Description { get; }

    /// <summary>Candles of the figure, 1 to 100.</summary>
    static abstract int Length { get; }

    /// <summary>Looks whether the latest candle completes the figure.</summary>
    /// <param name="candles">The last <see cref="Length"/> candles.</param>
    /// <param name="penetration">How deep a body must be entered, as a fraction of it; 0 unless the description has a usual one.</param>
    /// <returns>100 for the bullish figure (or the figure, when it has no side), −100 for the bearish one, 0 for none; 80 and −80 for a figure that only just holds.</returns>
    static abstract int Judge(in Candles candles, double penetration);
}

/// <summary>What people and programs read about a figure of candles.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Alias">Its name in TA-Lib, in lower case; null = it has none.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Definition">What each candle must be like.</param>
public sealed record CandlePatternDescription(string Name, string? Alias, string Summary, string Definition)
{
    /// <summary>How deep a body is usually entered, as a fraction of it; null = the figure does not ask.</summary>
    public double? Penetration { get; init; }

    /// <summary>Author, title, year.</summary>
    public string Source { get; init; } = "Steve Nison, Japanese Candlestick Charting Techniques, 1991; Gregory L. Morris, Candlestick Charting Explained, 1995; measures as in TA-Lib";
}
