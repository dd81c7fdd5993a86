namespace Bellwether.Indicators.Candlesticks;

/// <summary>Evening star: a short body above a long white one, then a body of the other color back into it.</summary>
public readonly struct EveningStar : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_evening_star", "cdleveningstar", "evening star: a short body above a long white one, then a body of the other color back into it",
        "long white body; short body (at most the usual) above it; black body that is not short and closes within the first, deeper than the penetration")
    {
        Penetration = 0.3,
    };

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        return second.Body <= second.UsualBody && Star.IsEvening(first, second, third, penetration) ? -100 : 0;
    }
}
