namespace Bellwether.Indicators.Candlesticks;

/// <summary>Takuri: a dragonfly doji with a very long lower shadow.</summary>
public readonly struct Takuri : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_takuri", "cdltakuri", "takuri: a dragonfly doji with a very long lower shadow",
        "doji without an upper shadow, with a very long lower one");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsDoji && candle.HasNoUpperShadow && candle.LowerShadow > 2 * candle.Body ? 100 : 0;
    }
}
