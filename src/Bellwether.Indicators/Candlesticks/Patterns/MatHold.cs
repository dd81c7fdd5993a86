namespace Bellwether.Indicators.Candlesticks;

/// <summary>Mat hold: a long white body, a gap, three small candles that barely come back, and a new high.</summary>
public readonly struct MatHold : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_mat_hold", "cdlmathold", "mat hold: a long white body, a gap, three small candles that barely come back, and a new high",
        "long white body; short black body above it; two short bodies, each with a lower top than the one before, that reach into the first body but not deeper than the penetration; white candle that opens above the close before and closes above the highs of the three")
    {
        Penetration = 0.5,
    };

    public static int Length => 5;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third, fourth, fifth) = (candles[4], candles[3], candles[2], candles[1], candles[0]);
        if (!first.IsWhite || !first.IsLong || !second.IsBlack || !fifth.IsWhite || !second.BodyGapsAbove(first)) return 0;
        if (!second.IsShort || !third.IsShort || !fourth.IsShort) return 0;
        var deepest = first.Close - (first.Body * penetration);
        var holds = third.Bottom < first.Close && fourth.Bottom < first.Close && third.Bottom > deepest && fourth.Bottom > deepest;
        var sinks = third.Top < second.Open && fourth.Top < third.Top;
        return holds && sinks && fifth.Open > fourth.Close && fifth.Close > Math.Max(second.High, Math.Max(third.High, fourth.High)) ? 100 : 0;
    }
}
