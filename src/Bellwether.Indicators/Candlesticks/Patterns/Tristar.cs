namespace Bellwether.Indicators.Candlesticks;

/// <summary>Tristar: three doji, the middle one beyond the others.</summary>
public readonly struct Tristar : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_tristar", "cdltristar", "tristar: three doji, the middle one beyond the others",
        "three doji against the mean range before the first; the second above the first and the third not above it (-100), the second below the first and the third not below it (100)");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        var most = 0.1 * first.UsualRange;
        if (first.Body > most || second.Body > most || third.Body > most) return 0;
        if (second.BodyGapsAbove(first) && third.Top < second.Top) return -100;
        return second.BodyGapsBelow(first) && third.Bottom > second.Bottom ? 100 : 0;
    }
}
