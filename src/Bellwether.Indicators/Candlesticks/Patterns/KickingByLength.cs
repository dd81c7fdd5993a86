namespace Bellwether.Indicators.Candlesticks;

/// <summary>Kicking whose side is that of the longer marubozu.</summary>
public readonly struct KickingByLength : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_kicking_by_length", "cdlkickingbylength", "kicking whose side is that of the longer marubozu",
        "as cdl_kicking; 100 when the longer body is white, -100 when it is black");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!Kick.Is(first, second)) return 0;
        return 100 * (second.Body > first.Body ? second.Color : first.Color);
    }
}
