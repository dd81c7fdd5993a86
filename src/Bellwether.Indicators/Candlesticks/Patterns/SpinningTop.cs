namespace Bellwether.Indicators.Candlesticks;

/// <summary>Spinning top: a short body between longer shadows.</summary>
public readonly struct SpinningTop : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_spinning_top", "cdlspinningtop", "spinning top: a short body between longer shadows",
        "short body, both shadows longer than it; 100 white, -100 black");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsShort && candle.UpperShadow > candle.Body && candle.LowerShadow > candle.Body ? 100 * candle.Color : 0;
    }
}
