namespace Bellwether.Indicators.Candlesticks;

/// <summary>Gravestone doji: a doji at the low of its range.</summary>
public readonly struct GravestoneDoji : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_gravestone_doji", "cdlgravestonedoji", "gravestone doji: a doji at the low of its range",
        "doji without a lower shadow, with an upper one that is not very short");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsDoji && candle.HasNoLowerShadow && candle.UpperShadow > candle.VeryShortShadow ? 100 : 0;
    }
}
