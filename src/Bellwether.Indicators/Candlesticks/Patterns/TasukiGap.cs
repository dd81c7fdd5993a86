namespace Bellwether.Indicators.Candlesticks;

/// <summary>Tasuki gap: a gap within a trend that the third candle enters and does not close.</summary>
public readonly struct TasukiGap : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_tasuki_gap", "cdltasukigap", "tasuki gap: a gap within a trend that the third candle enters and does not close",
        "white body above the first; black body of near the same size that opens within it and closes below its open, within the gap (100); the mirror image is -100");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (second.Color == third.Color || !second.BodyHolds(third.Open) || Math.Abs(second.Body - third.Body) >= second.Near) return 0;
        var staysOpen = second.IsWhite
            ? second.BodyGapsAbove(first) && third.Close < second.Open && third.Close > first.Top
            : second.BodyGapsBelow(first) && third.Close > second.Open && third.Close < first.Bottom;
        return staysOpen ? 100 * second.Color : 0;
    }
}
