namespace Bellwether.Indicators.Candlesticks;

/// <summary>Breakaway: a gap in the direction of a long body, two candles further, and a fifth back into the gap.</summary>
public readonly struct Breakaway : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_breakaway", "cdlbreakaway", "breakaway: a gap in the direction of a long body, two candles further, and a fifth back into the gap",
        "long black body; black body below it; two candles with lower highs and lows, the second of them black; white candle that closes within the gap (100); the mirror image is -100");

    public static int Length => 5;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third, fourth, fifth) = (candles[4], candles[3], candles[2], candles[1], candles[0]);
        if (!first.IsLong || first.Color != second.Color || first.Color != fourth.Color || first.Color == fifth.Color) return 0;
        var breaks = first.IsBlack
            ? second.BodyGapsBelow(first) && third.High < second.High && third.Low < second.Low && fourth.High < third.High && fourth.Low < third.Low && fifth.Close > second.Open && fifth.Close < first.Close
            : second.BodyGapsAbove(first) && third.High > second.High && third.Low > second.Low && fourth.High > third.High && fourth.Low > third.Low && fifth.Close < second.Open && fifth.Close > first.Close;
        return breaks ? 100 * fifth.Color : 0;
    }
}
