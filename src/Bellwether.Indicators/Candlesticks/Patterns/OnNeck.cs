namespace Bellwether.Indicators.Candlesticks;

/// <summary>On-neck: a white body from below the low before up to that low.</summary>
public readonly struct OnNeck : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_on_neck", "cdlonneck", "on-neck: a white body from below the low before up to that low",
        "long black body, then a white one that opens below the low and closes equal to it");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsBlack || !first.IsLong || !second.IsWhite) return 0;
        return second.Open < first.Low && second.Close <= first.Low + first.Equal && second.Close >= first.Low - first.Equal ? -100 : 0;
    }
}
