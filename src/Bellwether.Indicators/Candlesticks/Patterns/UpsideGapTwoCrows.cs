namespace Bellwether.Indicators.Candlesticks;

/// <summary>Upside gap two crows: two black bodies above a long white one, the second around the first.</summary>
public readonly struct UpsideGapTwoCrows : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_upside_gap_two_crows", "cdlupsidegap2crows", "upside gap two crows: two black bodies above a long white one, the second around the first",
        "long white body; short black body (at most the usual) above it; black body around the second that closes above the first close");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsWhite || !first.IsLong || !second.IsBlack || !third.IsBlack || second.Body > second.UsualBody || !second.BodyGapsAbove(first)) return 0;
        return third.Open > second.Open && third.Close < second.Close && third.Close > first.Close ? -100 : 0;
    }
}
