namespace Bellwether.Indicators.Candlesticks;

/// <summary>Matching low: two black bodies that end at one price.</summary>
public readonly struct MatchingLow : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_matching_low", "cdlmatchinglow", "matching low: two black bodies that end at one price",
        "two black bodies with equal closes");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsBlack || !second.IsBlack) return 0;
        return second.Close <= first.Close + first.Equal && second.Close >= first.Close - first.Equal ? 100 : 0;
    }
}
