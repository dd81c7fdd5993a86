namespace Bellwether.Indicators.Candlesticks;

/// <summary>Closing marubozu: a long body that ends at the end of its range.</summary>
public readonly struct ClosingMarubozu : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_closing_marubozu", "cdlclosingmarubozu", "closing marubozu: a long body that ends at the end of its range",
        "long white body without an upper shadow (bullish), long black body without a lower shadow (bearish)");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsLong && (candle.IsWhite ? candle.HasNoUpperShadow : candle.HasNoLowerShadow) ? 100 * candle.Color : 0;
    }
}
