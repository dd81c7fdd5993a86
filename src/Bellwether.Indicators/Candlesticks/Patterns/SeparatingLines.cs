namespace Bellwether.Indicators.Candlesticks;

/// <summary>Separating lines: a belt hold of the other color that begins where the candle before began.</summary>
public readonly struct SeparatingLines : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_separating_lines", "cdlseparatinglines", "separating lines: a belt hold of the other color that begins where the candle before began",
        "two bodies of opposite color with equal opens, the second a belt hold; 100 when it is white, -100 when it is black");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (first.Color == second.Color || !second.IsLong || !(second.IsWhite ? second.HasNoLowerShadow : second.HasNoUpperShadow)) return 0;
        return second.Open <= first.Open + first.Equal && second.Open >= first.Open - first.Equal ? 100 * second.Color : 0;
    }
}
