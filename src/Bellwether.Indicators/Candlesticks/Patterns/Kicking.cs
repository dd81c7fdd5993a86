namespace Bellwether.Indicators.Candlesticks;

/// <summary>Kicking: a marubozu that leaps away from the one of the other color before.</summary>
public readonly struct Kicking : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_kicking", "cdlkicking", "kicking: a marubozu that leaps away from the one of the other color before",
        "black marubozu, then a white one above it (100); white marubozu, then a black one below it (-100)");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        return Kick.Is(first, second) ? 100 * second.Color : 0;
    }
}
