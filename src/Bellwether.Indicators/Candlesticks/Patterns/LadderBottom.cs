namespace Bellwether.Indicators.Candlesticks;

/// <summary>Ladder bottom: three black candles down, a black one with an upper shadow, then a white one above its high.</summary>
public readonly struct LadderBottom : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_ladder_bottom", "cdlladderbottom", "ladder bottom: three black candles down, a black one with an upper shadow, then a white one above its high",
        "three black candles with lower and lower opens and closes; black candle with an upper shadow that is not very short; white candle that opens above its body and closes above its high");

    public static int Length => 5;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third, fourth, fifth) = (candles[4], candles[3], candles[2], candles[1], candles[0]);
        if (!first.IsBlack || !second.IsBlack || !third.IsBlack || !fourth.IsBlack || !fifth.IsWhite) return 0;
        var falls = second.Open < first.Open && third.Open < second.Open && second.Close < first.Close && third.Close < second.Close;
        return falls && fourth.UpperShadow > fourth.VeryShortShadow && fifth.Open > fourth.Open && fifth.Close > fourth.High ? 100 : 0;
    }
}
