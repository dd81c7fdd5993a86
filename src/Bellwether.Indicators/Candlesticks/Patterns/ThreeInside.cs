namespace Bellwether.Indicators.Candlesticks;

/// <summary>Three inside up or down: a harami and a third candle that leaves it.</summary>
public readonly struct ThreeInside : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_three_inside", "cdl3inside", "three inside up or down: a harami and a third candle that leaves it",
        "long body; short body (at most the usual) within it; third of the other color than the first, closing beyond its open: 100 upwards, -100 downwards");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsLong || second.Body > second.UsualBody || !second.IsInsideBodyOf(first) || third.Color == first.Color) return 0;
        return (first.IsWhite ? third.Close < first.Open : third.Close > first.Open) ? 100 * third.Color : 0;
    }
}
