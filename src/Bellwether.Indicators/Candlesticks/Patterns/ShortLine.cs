namespace Bellwether.Indicators.Candlesticks;

/// <summary>Short line: a short body with short shadows.</summary>
public readonly struct ShortLine : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_short_line", "cdlshortline", "short line: a short body with short shadows",
        "short body, both shadows short; 100 white, -100 black");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsShort && candle.UpperShadow < candle.UsualShadow && candle.LowerShadow < candle.UsualShadow ? 100 * candle.Color : 0;
    }
}
