namespace Bellwether.Indicators.Candlesticks;

/// <summary>Hammer: a short body on a long lower shadow, at the lows.</summary>
public readonly struct Hammer : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_hammer", "cdlhammer", "hammer: a short body on a long lower shadow, at the lows",
        "short body, long lower shadow, no upper shadow; the body below or near the low of the candle before");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        var isHammer = second.IsShort && second.LowerShadow > second.Body && second.HasNoUpperShadow;
        return isHammer && second.Bottom <= first.Low + first.Near ? 100 : 0;
    }
}
