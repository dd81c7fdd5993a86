namespace Bellwether.Indicators.Candlesticks;

/// <summary>Piercing: a long white body from below the low before deep into its long black body.</summary>
public readonly struct Piercing : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_piercing", "cdlpiercing", "piercing: a long white body from below the low before deep into its long black body",
        "long black body, then a long white one that opens below the low and closes within the body, above its middle");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsBlack || !first.IsLong || !second.IsWhite || !second.IsLong) return 0;
        return second.Open < first.Low && second.Close < first.Open && second.Close > first.Close + (first.Body * 0.5) ? 100 : 0;
    }
}
