namespace Bellwether.Indicators.Candlesticks;

/// <summary>Doji: a day that ends where it began.</summary>
public readonly struct Doji : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_doji", "cdldoji", "doji: a day that ends where it began",
        "doji");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsDoji ? 100 : 0;
    }
}
