namespace Bellwether.Indicators.Candlesticks;

/// <summary>Three stars in the south: three shrinking black candles, each within the range before.</summary>
public readonly struct ThreeStarsInTheSouth : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_three_stars_in_south", "cdl3starsinsouth", "three stars in the south: three shrinking black candles, each within the range before",
        "three black candles: long with a long lower shadow; smaller, opening above the close before and within its range, trading below that close but not below that low, off its own low; short, without shadows, within the range of the second");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsBlack || !second.IsBlack || !third.IsBlack) return 0;
        var begins = first.IsLong && first.LowerShadow > first.Body;
        var shrinks = second.Body < first.Body && second.Open > first.Close && second.Open <= first.High && second.Low < first.Close && second.Low >= first.Low && second.LowerShadow > second.VeryShortShadow;
        var rests = third.IsShort && third.HasNoLowerShadow && third.HasNoUpperShadow && third.Low > second.Low && third.High < second.High;
        return begins && shrinks && rests ? 100 : 0;
    }
}
