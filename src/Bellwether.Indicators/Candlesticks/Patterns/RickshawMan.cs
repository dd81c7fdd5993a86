namespace Bellwether.Indicators.Candlesticks;

/// <summary>Rickshaw man: a doji in the middle of a wide range.</summary>
public readonly struct RickshawMan : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_rickshaw_man", "cdlrickshawman", "rickshaw man: a doji in the middle of a wide range",
        "doji with two long shadows and its body near the middle of the range");

    public static int Length => 1;

    public static int Judge(in Candles candles, double penetration)
    {
        var candle = candles[0];
        var middle = candle.Low + ((candle.High - candle.Low) / 2);
        var isCentred = candle.Bottom <= middle + candle.Near && candle.Top >= middle - candle.Near;
        return candle.IsDoji && candle.LowerShadow > candle.Body && candle.UpperShadow > candle.Body && isCentred ? 100 : 0;
    }
}
