namespace Bellwether.Indicators.Candlesticks;

/// <summary>Advance block: three rising white candles that grow weaker.</summary>
public readonly struct AdvanceBlock : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_advance_block", "cdladvanceblock", "advance block: three rising white candles that grow weaker",
        "three white candles, each closing higher and opening within or near the body before; the first long with a short upper shadow; then one sign of weakness: second far shorter than the first and third not clearly longer than it; third far shorter than the second; bodies shrinking and an upper shadow that is not short; third shorter than the second with a long upper shadow");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!Advance.Rises(first, second, third) || !Advance.OpensInOrNear(second, first) || !Advance.OpensInOrNear(third, second)) return 0;
        if (!first.IsLong || first.UpperShadow >= first.UsualShadow) return 0;
        var collapses = second.Body < first.Body - first.Far && third.Body < second.Body + second.Near;
        var stumbles = third.Body < second.Body - second.Far;
        var fades = third.Body < second.Body && second.Body < first.Body && (third.UpperShadow > third.UsualShadow || second.UpperShadow > second.UsualShadow);
        var isRepelled = third.Body < second.Body && third.UpperShadow > third.Body;
        return collapses || stumbles || fades || isRepelled ? -100 : 0;
    }
}
