namespace Bellwether.Indicators.Candlesticks;

/// <summary>Identical three crows: three black candles, each beginning where the one before ended.</summary>
public readonly struct IdenticalThreeCrows : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_identical_three_crows", "cdlidentical3crows", "identical three crows: three black candles, each beginning where the one before ended",
        "three black candles without lower shadows, each closing lower and opening equal to the close before");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsBlack || !second.IsBlack || !third.IsBlack || second.Close >= first.Close || third.Close >= second.Close) return 0;
        if (!first.HasNoLowerShadow || !second.HasNoLowerShadow || !third.HasNoLowerShadow) return 0;
        var joinsFirst = second.Open <= first.Close + first.Equal && second.Open >= first.Close - first.Equal;
        var joinsSecond = third.Open <= second.Close + second.Equal && third.Open >= second.Close - second.Equal;
        return joinsFirst && joinsSecond ? -100 : 0;
    }
}
