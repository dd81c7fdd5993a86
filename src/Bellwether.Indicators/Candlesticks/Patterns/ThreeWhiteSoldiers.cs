namespace Bellwether.Indicators.Candlesticks;

/// <summary>Three advancing white soldiers: three white candles that close higher and higher, each at its high.</summary>
public readonly struct ThreeWhiteSoldiers : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_three_white_soldiers", "cdl3whitesoldiers", "three advancing white soldiers: three white candles that close higher and higher, each at its high",
        "three white candles without upper shadows, each closing higher, opening within or near the body before and not far shorter than it; the third not short");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!Advance.Rises(first, second, third) || !Advance.OpensInOrNear(second, first) || !Advance.OpensInOrNear(third, second)) return 0;
        var closesHigh = first.HasNoUpperShadow && second.HasNoUpperShadow && third.HasNoUpperShadow;
        var keepsUp = second.Body > first.Body - first.Far && third.Body > second.Body - second.Far && third.Body > third.UsualBody;
        return closesHigh && keepsUp ? 100 : 0;
    }
}
