namespace Bellwether.Indicators.Candlesticks;

/// <summary>Belt hold: a long body that begins at the end of its range.</summary>
public readonly struct BeltHold : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_belt_hold", "cdlbelthold", "belt hold: a long body that begins at the end of its range",
        "long white body without a lower shadow (bullish), long black body without an upper shadow (bearish)");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsLong && (candle.IsWhite ? candle.HasNoLowerShadow : candle.HasNoUpperShadow) ? 100 * candle.Color : 0;
    }
}
