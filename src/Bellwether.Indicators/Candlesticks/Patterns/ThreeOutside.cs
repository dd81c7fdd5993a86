namespace Bellwether.Indicators.Candlesticks;

/// <summary>Three outside up or down: an engulfing body and a third candle that goes on.</summary>
public readonly struct ThreeOutside : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_three_outside", "cdl3outside", "three outside up or down: an engulfing body and a third candle that goes on",
        "second body covers the first, which has the other color, on both ends; third closes beyond the second: 100 upwards, -100 downwards");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (first.Color == second.Color || !first.IsInsideBodyOf(second)) return 0;
        return (second.IsWhite ? third.Close > second.Close : third.Close < second.Close) ? 100 * second.Color : 0;
    }
}
