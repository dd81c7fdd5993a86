namespace Bellwether.Indicators.Candlesticks;

/// <summary>Upside or downside gap three methods: a gap within a trend that the third candle closes.</summary>
public readonly struct GapThreeMethods : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_gap_three_methods", "cdlxsidegap3methods", "upside or downside gap three methods: a gap within a trend that the third candle closes",
        "two bodies of one color with a gap between them in its direction; third of the other color, opening within the second body and closing within the first: 100 upwards, -100 downwards");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (first.Color != second.Color || second.Color == third.Color) return 0;
        var hasGap = first.IsWhite ? second.BodyGapsAbove(first) : second.BodyGapsBelow(first);
        return hasGap && second.BodyHolds(third.Open) && first.BodyHolds(third.Close) ? 100 * first.Color : 0;
    }
}
