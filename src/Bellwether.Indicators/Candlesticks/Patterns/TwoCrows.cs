namespace Bellwether.Indicators.Candlesticks;

/// <summary>Two crows: after a long white body a black one above it, and a black one from there back into it.</summary>
public readonly struct TwoCrows : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_two_crows", "cdl2crows", "two crows: after a long white body a black one above it, and a black one from there back into it",
        "long white body; black body above it; black body that opens within the second body and closes within the first");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsWhite || !first.IsLong || !second.IsBlack || !third.IsBlack || !second.BodyGapsAbove(first)) return 0;
        return second.BodyHolds(third.Open) && first.BodyHolds(third.Close) ? -100 : 0;
    }
}
