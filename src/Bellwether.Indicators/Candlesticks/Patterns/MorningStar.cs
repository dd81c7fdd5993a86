namespace Bellwether.Indicators.Candlesticks;

/// <summary>Morning star: a short body below a long black one, then a body of the other color back into it.</summary>
public readonly struct MorningStar : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_morning_star", "cdlmorningstar", "morning star: a short body below a long black one, then a body of the other color back into it",
        "long black body; short body (at most the usual) below it; white body that is not short and closes within the first, deeper than the penetration")
    {
        Penetration = 0.3,
    };

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        return second.Body <= second.UsualBody && Star.IsMorning(first, second, third, penetration) ? 100 : 0;
    }
}
