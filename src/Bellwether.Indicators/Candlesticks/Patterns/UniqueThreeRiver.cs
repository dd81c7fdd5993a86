namespace Bellwether.Indicators.Candlesticks;

/// <summary>Unique three river: a long black body, a black harami with a new low, a short white body above that low.</summary>
public readonly struct UniqueThreeRiver : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_unique_three_river", "cdlunique3river", "unique three river: a long black body, a black harami with a new low, a short white body above that low",
        "long black body; black body that opens not above it and closes above its close, with a lower low; short white body that opens above that low");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsBlack || !first.IsLong || !second.IsBlack || !third.IsWhite) return 0;
        var isHarami = second.Open <= first.Open && second.Close > first.Close && second.Low < first.Low;
        return isHarami && third.IsShort && third.Open > second.Low ? 100 : 0;
    }
}
