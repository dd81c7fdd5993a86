namespace Bellwether.Indicators.Candlesticks;

/// <summary>Counterattack: two long bodies of opposite color that end at one price.</summary>
public readonly struct Counterattack : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_counterattack", "cdlcounterattack", "counterattack: two long bodies of opposite color that end at one price",
        "two long bodies of opposite color with equal closes; 100 when the second is white, -100 when it is black");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        if (first.Color == second.Color || !first.IsLong || !second.IsLong) return 0;
        return second.Close <= first.Close + first.Equal && second.Close >= first.Close - first.Equal ? 100 * second.Color : 0;
    }
}
