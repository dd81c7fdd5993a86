namespace Bellwether.Indicators.Candlesticks;

/// <summary>Harami: a short body within the long one before.</summary>
public readonly struct Harami : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_harami", "cdlharami", "harami: a short body within the long one before",
        "long body, then a short one (at most the usual) within it: 100 when the first is black, -100 when it is white; 80 and -80 when they share an end");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        return first.IsLong && second.Body <= second.UsualBody ? -first.Color * Held.By(first, second) : 0;
    }
}
