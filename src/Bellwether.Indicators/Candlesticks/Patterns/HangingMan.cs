namespace Bellwether.Indicators.Candlesticks;

/// <summary>Hanging man: a short body on a long lower shadow, at the highs.</summary>
public readonly struct HangingMan : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_hanging_man", "cdlhangingman", "hanging man: a short body on a long lower shadow, at the highs",
        "short body, long lower shadow, no upper shadow; the body above or near the high of the candle before");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        var isHammer = second.IsShort && second.LowerShadow > second.Body && second.HasNoUpperShadow;
        return isHammer && second.Bottom >= first.High - first.Near ? -100 : 0;
    }
}
