namespace Bellwether.Indicators.Candlesticks;

/// <summary>Three-line strike: three candles of one direction and a fourth that takes all of it back.</summary>
public readonly struct ThreeLineStrike : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_three_line_strike", "cdl3linestrike", "three-line strike: three candles of one direction and a fourth that takes all of it back",
        "three bodies of one color, each closing further and opening within or near the body before; fourth of the other color, opening beyond the third close and closing beyond the first open: 100 after rises, -100 after falls");

    public static int Length => 4;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third, fourth) = (candles[3], candles[2], candles[1], candles[0]);
        if (first.Color != second.Color || second.Color != third.Color || third.Color == fourth.Color) return 0;
        if (!OpensInOrNear(second, first) || !OpensInOrNear(third, second)) return 0;
        var strikes = first.IsWhite
            ? third.Close > second.Close && second.Close > first.Close && fourth.Open > third.Close && fourth.Close < first.Open
            : third.Close < second.Close && second.Close < first.Close && fourth.Open < third.Close && fourth.Close > first.Open;
        return strikes ? 100 * third.Color : 0;
    }

    static bool OpensInOrNear(in Candle candle, in Candle before) => candle.Open >= before.Bottom - before.Near && candle.Open <= before.Top + before.Near;
}
