namespace Bellwether.Indicators.Candlesticks;

/// <summary>Three black crows: after a white candle three black ones that close lower and lower, each at its low.</summary>
public readonly struct ThreeBlackCrows : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_three_black_crows", "cdl3blackcrows", "three black crows: after a white candle three black ones that close lower and lower, each at its low",
        "white candle; three black ones without lower shadows, each closing lower and, after the first, opening within the body before; the first closes below the high of the white one");

    public static int Length => 4;

    public static int Judge(in Candles candles, double penetration)
    {
        var (white, first, second, third) = (candles[3], candles[2], candles[1], candles[0]);
        if (!white.IsWhite || !first.IsBlack || !second.IsBlack || !third.IsBlack || first.Close >= white.High) return 0;
        if (!first.HasNoLowerShadow || !second.HasNoLowerShadow || !third.HasNoLowerShadow) return 0;
        var falls = second.Close < first.Close && third.Close < second.Close;
        return falls && first.BodyHolds(second.Open) && second.BodyHolds(third.Open) ? -100 : 0;
    }
}
