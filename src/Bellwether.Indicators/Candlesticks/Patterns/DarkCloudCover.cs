namespace Bellwether.Indicators.Candlesticks;

/// <summary>Dark cloud cover: a black body from above the high before deep into its long white body.</summary>
public readonly struct DarkCloudCover : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_dark_cloud_cover", "cdldarkcloudcover", "dark cloud cover: a black body from above the high before deep into its long white body",
        "long white body, then a black one that opens above the high and closes within the body, deeper than the penetration")
    {
        Penetration = 0.5,
    };

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (!first.IsWhite || !first.IsLong || !second.IsBlack) return 0;
        return second.Open > first.High && second.Close > first.Open && second.Close < first.Close - (first.Body * penetration) ? -100 : 0;
    }
}
