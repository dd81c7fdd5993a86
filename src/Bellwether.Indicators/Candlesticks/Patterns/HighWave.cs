namespace Bellwether.Indicators.Candlesticks;

/// <summary>High wave: a short body between very long shadows.</summary>
public readonly struct HighWave : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_high_wave", "cdlhighwave", "high wave: a short body between very long shadows",
        "short body, both shadows very long; 100 white, -100 black");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsShort && candle.UpperShadow > 2 * candle.Body && candle.LowerShadow > 2 * candle.Body ? 100 * candle.Color : 0;
    }
}
