namespace Bellwether.Indicators.Candlesticks;

/// <summary>Long-legged doji: a doji with a long shadow.</summary>
public readonly struct LongLeggedDoji : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_long_legged_doji", "cdllongleggeddoji", "long-legged doji: a doji with a long shadow",
        "doji with a long upper or lower shadow");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsDoji && (candle.LowerShadow > candle.Body || candle.UpperShadow > candle.Body) ? 100 : 0;
    }
}
