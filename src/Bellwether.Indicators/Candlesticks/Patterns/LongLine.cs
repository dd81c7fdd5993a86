namespace Bellwether.Indicators.Candlesticks;

/// <summary>Long line: a long body with short shadows.</summary>
public readonly struct LongLine : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_long_line", "cdllongline", "long line: a long body with short shadows",
        "long body, both shadows short; 100 white, -100 black");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsLong && candle.UpperShadow < candle.UsualShadow && candle.LowerShadow < candle.UsualShadow ? 100 * candle.Color : 0;
    }
}
