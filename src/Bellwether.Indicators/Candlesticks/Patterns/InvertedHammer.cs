namespace Bellwether.Indicators.Candlesticks;

/// <summary>Inverted hammer: a short body under a long upper shadow, below the body before.</summary>
public readonly struct InvertedHammer : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_inverted_hammer", "cdlinvertedhammer", "inverted hammer: a short body under a long upper shadow, below the body before",
        "short body, long upper shadow, no lower shadow; the body below that of the candle before");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        var isInverted = second.IsShort && second.UpperShadow > second.Body && second.HasNoLowerShadow;
        return isInverted && second.BodyGapsBelow(first) ? 100 : 0;
    }
}
