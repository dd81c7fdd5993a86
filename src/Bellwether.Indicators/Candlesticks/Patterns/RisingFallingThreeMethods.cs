namespace Bellwether.Indicators.Candlesticks;

/// <summary>Rising or falling three methods: three small candles against a long one, within its range, then a long one on.</summary>
public readonly struct RisingFallingThreeMethods : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_rise_fall_three_methods", "cdlrisefall3methods", "rising or falling three methods: three small candles against a long one, within its range, then a long one on",
        "long white body; three short black bodies with lower and lower closes, each partly within the range of the first; long white body that opens above the close before and closes above the first close (100); the mirror image is -100");

    public static int Length => 5;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third, fourth, fifth) = (candles[4], candles[3], candles[2], candles[1], candles[0]);
        if (!first.IsLong || !second.IsShort || !third.IsShort || !fourth.IsShort || !fifth.IsLong) return 0;
        if (second.Color == first.Color || third.Color != second.Color || fourth.Color != second.Color || fifth.Color != first.Color) return 0;
        if (!Touches(second, first) || !Touches(third, first) || !Touches(fourth, first)) return 0;
        var goesOn = first.IsWhite
            ? third.Close < second.Close && fourth.Close < third.Close && fifth.Open > fourth.Close && fifth.Close > first.Close
            : third.Close > second.Close && fourth.Close > third.Close && fifth.Open < fourth.Close && fifth.Close < first.Close;
        return goesOn ? 100 * first.Color : 0;
    }

    static bool Touches(in Candle candle, in Candle range) => candle.Bottom < range.High && candle.Top > range.Low;
}
