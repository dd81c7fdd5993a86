namespace Bellwether.Indicators.Candlesticks;

/// <summary>Shooting star: a short body under a long upper shadow, above the body before.</summary>
public readonly struct ShootingStar : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_shooting_star", "cdlshootingstar", "shooting star: a short body under a long upper shadow, above the body before",
        "short body, long upper shadow, no lower shadow; the body above that of the candle before");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        var isInverted = second.IsShort && second.UpperShadow > second.Body && second.HasNoLowerShadow;
        return isInverted && second.BodyGapsAbove(first) ? -100 : 0;
    }
}
