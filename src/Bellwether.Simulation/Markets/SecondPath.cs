using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// How the five seconds of a 5-second bar are assumed to go when nobody has recorded them: from the open to the nearer extreme, to the other one, and to the close.
/// The five bars aggregate back to exactly the given open, high, low, close, volume and number of trades.
/// </summary>
public static class SecondPath
{
    /// <summary>Seconds in the bar.</summary>
    public const int Bars = 5;

    /// <summary>The bar of one second of a 5-second bar.</summary>
    /// <param name="index">0 to 4.</param>
    public static MarketBar Bar(in MarketBar bar, int index, TickRule ticks)
    {
        var (from, to) = (Point(bar, index, ticks), Point(bar, index + 1, ticks));
        var volume = Share(bar.Volume, index + 1) - Share(bar.Volume, index);
        var trades = (bar.Trades * (index + 1) / Bars) - (bar.Trades * index / Bars);
        return new MarketBar(bar.Time + (index * EngineTime.Second), from, Math.Max(from, to), Math.Min(from, to), to, volume, (from + to) / 2, trades);
    }

    /// <summary>Legs of one, two and two seconds.</summary>
    static double Point(in MarketBar bar, int index, TickRule ticks)
    {
        var highFirst = bar.High - bar.Open < bar.Open - bar.Low;
        var (first, second) = highFirst ? (bar.High, bar.Low) : (bar.Low, bar.High);
        return index switch
        {
            0 => bar.Open,
            1 => first,
            2 => Between(first, second, ticks),
            3 => second,
            4 => Between(second, bar.Close, ticks),
            _ => bar.Close,
        };
    }

    static double Between(double a, double b, TickRule ticks) =>
        Math.Clamp(ticks.Round(Price.FromDouble((a + b) / 2)).ToDouble(), Math.Min(a, b), Math.Max(a, b));

    /// <summary>Whole shares, except that the last second takes a broken rest.</summary>
    static double Share(double volume, int seconds) => seconds == Bars ? volume : Math.Floor(volume * seconds / Bars);
}
