namespace Bellwether.Indicators.Candlesticks;

/// <summary>Engulfing: a body that covers the one of the other color before it.</summary>
public readonly struct Engulfing : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_engulfing", "cdlengulfing", "engulfing: a body that covers the one of the other color before it",
        "second body covers the first, which has the other color: 100 white over black, -100 black over white; 80 and -80 when the bodies share one end");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (first.Color == second.Color || second.Top < first.Top || second.Bottom > first.Bottom) return 0;
        var coversTop = second.Top > first.Top;
        var coversBottom = second.Bottom < first.Bottom;
        return coversTop && coversBottom ? 100 * second.Color : coversTop || coversBottom ? 80 * second.Color : 0;
    }
}
