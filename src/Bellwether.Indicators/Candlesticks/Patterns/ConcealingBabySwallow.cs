namespace Bellwether.Indicators.Candlesticks;

/// <summary>Concealing baby swallow: two black marubozu, then a black candle with an upper shadow that the fourth swallows.</summary>
public readonly struct ConcealingBabySwallow : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_concealing_baby_swallow", "cdlconcealbabyswall", "concealing baby swallow: two black marubozu, then a black candle with an upper shadow that the fourth swallows",
        "four black candles: two without shadows; one whose body lies below them with an upper shadow that reaches into the body before; one whose range covers the third's");

    public static int Length => 4;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third, fourth) = (candles[3], candles[2], candles[1], candles[0]);
        if (!first.IsBlack || !second.IsBlack || !third.IsBlack || !fourth.IsBlack) return 0;
        if (!first.HasNoLowerShadow || !first.HasNoUpperShadow || !second.HasNoLowerShadow || !second.HasNoUpperShadow) return 0;
        var reaches = third.BodyGapsBelow(second) && third.UpperShadow > third.VeryShortShadow && third.High > second.Close;
        return reaches && fourth.High > third.High && fourth.Low < third.Low ? 100 : 0;
    }
}
