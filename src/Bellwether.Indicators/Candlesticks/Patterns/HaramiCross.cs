namespace Bellwether.Indicators.Candlesticks;

/// <summary>Harami cross: a doji within the long body before.</summary>
public readonly struct HaramiCross : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_harami_cross", "cdlharamicross", "harami cross: a doji within the long body before",
        "long body, then a doji within it: 100 when the first is black, -100 when it is white; 80 and -80 when they share an end");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        return first.IsLong && second.IsDoji ? -first.Color * Held.By(first, second) : 0;
    }
}
