namespace Bellwether.Indicators.Candlesticks;

/// <summary>Morning doji star: a doji below a long black one, then a body of the other color back into it.</summary>
public readonly struct MorningDojiStar : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_morning_doji_star", "cdlmorningdojistar", "morning doji star: a doji below a long black one, then a body of the other color back into it",
        "long black body; doji below it; white body that is not short and closes within the first, deeper than the penetration")
    {
        Penetration = 0.3,
    };

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        return second.IsDoji && Star.IsMorning(first, second, third, penetration) ? 100 : 0;
    }
}
