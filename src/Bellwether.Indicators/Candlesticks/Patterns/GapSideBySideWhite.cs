namespace Bellwether.Indicators.Candlesticks;

/// <summary>Side-by-side white lines: two like white bodies beyond a gap.</summary>
public readonly struct GapSideBySideWhite : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_gap_side_by_side_white", "cdlgapsidesidewhite", "side-by-side white lines: two like white bodies beyond a gap",
        "two white bodies of near the same size with equal opens, both above the first body (100) or both below it (-100)");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!second.IsWhite || !third.IsWhite) return 0;
        var isUp = second.BodyGapsAbove(first) && third.BodyGapsAbove(first);
        if (!isUp && !(second.BodyGapsBelow(first) && third.BodyGapsBelow(first))) return 0;
        var isAlike = third.Body >= second.Body - second.Near && third.Body <= second.Body + second.Near && third.Open >= second.Open - second.Equal && third.Open <= second.Open + second.Equal;
        return !isAlike ? 0 : isUp ? 100 : -100;
    }
}
