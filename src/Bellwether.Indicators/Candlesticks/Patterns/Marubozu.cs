namespace Bellwether.Indicators.Candlesticks;

/// <summary>Marubozu: a long body without shadows.</summary>
public readonly struct Marubozu : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_marubozu", "cdlmarubozu", "marubozu: a long body without shadows",
        "long body without shadows; 100 white, -100 black");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        return candle.IsMarubozu ? 100 * candle.Color : 0;
    }
}
