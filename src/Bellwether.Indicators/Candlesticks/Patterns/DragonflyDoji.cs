namespace Bellwether.Indicators.Candlesticks;

/// <summary>Dragonfly doji: a doji at the high of its range.</summary>
public readonly struct DragonflyDoji : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_dragonfly_doji", "cdldragonflydoji", "dragonfly doji: a doji at the high of its range",
        "doji without an upper shadow, with a lower one that is not very short");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsDoji && candle.HasNoUpperShadow && candle.LowerShadow > candle.VeryShortShadow ? 100 : 0;
    }
}
