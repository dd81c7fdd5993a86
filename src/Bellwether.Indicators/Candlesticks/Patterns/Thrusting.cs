namespace Bellwether.Indicators.Candlesticks;

/// <summary>Thrusting: a white body from below the low before up to the middle of its black body at most.</summary>
public readonly struct Thrusting : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_thrusting", "cdlthrusting", "thrusting: a white body from below the low before up to the middle of its black body at most",
        "long black body, then a white one that opens below the low and closes within the body, above its close by more than equal and not above its middle");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsBlack || !first.IsLong || !second.IsWhite) return 0;
        return second.Open < first.Low && second.Close > first.Close + first.Equal && second.Close <= first.Close + (first.Body * 0.5) ? -100 : 0;
    }
}
