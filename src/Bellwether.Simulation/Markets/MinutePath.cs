using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// The way a price is assumed to go within a recorded minute: from the open to the nearer extreme, on to the other extreme, and to the close; four 5-second bars
/// a leg. "Nearer" is measured from the open; when both are as near, the low comes first. Points between the ends of a leg are interpolated and rounded to the tick
/// grid, but never leave the leg, so twelve 5-second bars aggregate back to exactly the recorded open, high, low and close. Their volumes add up to exactly the
/// recorded one: it is spread evenly, in whole shares when it is whole.
/// </summary>
public readonly struct MinutePath
{
    /// <summary>5-second bars in a minute.</summary>
    public const int Bars = 12;
    const int BarsPerLeg = 4;

    readonly long open;
    readonly long first;
    readonly long second;
    readonly long close;
    readonly long volumeUnits;
    readonly long unitsPerShare;
    readonly TickRule ticks;

    public MinutePath(double open, double high, double low, double close, double volume, TickRule ticks)
    {
        this.ticks = ticks;
        this.open = Price.FromDouble(open).Micros;
        this.close = Price.FromDouble(close).Micros;
        var (top, bottom) = (Price.FromDouble(high).Micros, Price.FromDouble(low).Micros);
        (first, second) = top - this.open < this.open - bottom ? (top, bottom) : (bottom, top);
        unitsPerShare = Math.Floor(volume) == volume ? 1 : Quantity.Scale;
        volumeUnits = (long)Math.Round(volume * unitsPerShare);
    }

    /// <summary>The price at the start of bar <paramref name="index"/>, or, for 12, at the end of the minute; in dollars.</summary>
    public double Point(int index) => Micros(index) / (double)Price.Scale;

    /// <summary>5-second bar 0 to 11 of the minute that opens at <paramref name="minute"/>.</summary>
    public MarketBar Bar(int index, long minute)
    {
        var (from, to) = (Point(index), Point(index + 1));
        var units = Share(index + 1) - Share(index);
        return new MarketBar(
            minute + (index * 5 * EngineTime.Second), from, Math.Max(from, to), Math.Min(from, to), to, units / (double)unitsPerShare, (from + to) / 2, 1);
    }

    long Share(int bars) => (long)((Int128)volumeUnits * bars / Bars);

    long Micros(int index)
    {
        var (leg, step) = Math.DivRem(index, BarsPerLeg);
        var (from, to) = leg switch { 0 => (open, first), 1 => (first, second), 2 => (second, close), _ => (close, close) };
        if (step == 0) return from;
        var between = ticks.Round(Price.FromMicros(from + ((to - from) * step / BarsPerLeg))).Micros;
        return Math.Clamp(between, Math.Min(from, to), Math.Max(from, to));
    }
}
