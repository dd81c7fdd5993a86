namespace Bellwether.Indicators.Candlesticks;

/// <summary>Doji star: a doji beyond the long body before.</summary>
public readonly struct DojiStar : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_doji_star", "cdldojistar", "doji star: a doji beyond the long body before",
        "long white body, then a doji above it (-100); long black body, then a doji below it (100)");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsLong || !second.IsDoji) return 0;
        return (first.IsWhite ? second.BodyGapsAbove(first) : second.BodyGapsBelow(first)) ? -100 * first.Color : 0;
    }
}
