namespace Bellwether.Indicators.Candlesticks;

/// <summary>Abandoned baby: a doji with gaps on both sides, shadows included, then a body back into the long one before.</summary>
public readonly struct AbandonedBaby : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_abandoned_baby", "cdlabandonedbaby", "abandoned baby: a doji with gaps on both sides, shadows included, then a body back into the long one before",
        "long white body; doji wholly above it; black body that is not short, wholly below the doji, closing within the first deeper than the penetration (-100); the mirror image is 100")
    {
        Penetration = 0.3,
    };

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsLong || !second.IsDoji || third.Body <= third.UsualBody || first.Color == third.Color) return 0;
        var isLeft = first.IsWhite
            ? second.GapsAbove(first) && third.GapsBelow(second) && third.Close < first.Close - (first.Body * penetration)
            : second.GapsBelow(first) && third.GapsAbove(second) && third.Close > first.Close + (first.Body * penetration);
        return isLeft ? 100 * third.Color : 0;
    }
}
