namespace Bellwether.Indicators.Candlesticks;

/// <summary>In-neck: a white body from below the low before up to its close.</summary>
public readonly struct InNeck : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_in_neck", "cdlinneck", "in-neck: a white body from below the low before up to its close",
        "long black body, then a white one that opens below the low and closes at the close before or equal above it");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsBlack || !first.IsLong || !second.IsWhite) return 0;
        return second.Open < first.Low && second.Close >= first.Close && second.Close <= first.Close + first.Equal ? -100 : 0;
    }
}
