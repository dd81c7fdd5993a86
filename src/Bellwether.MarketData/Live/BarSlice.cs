using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// All bars of one kind and one interval that a <see cref="LiveBars"/> closed: a row for each symbol that has one, in rising order of symbol index, and for each symbol why
/// it has a row or none. Valid until the next bar is taken.
/// </summary>
public readonly ref struct BarSlice
{
    internal BarSlice(BarSpec spec, long opened, long closed, Slice bars, ReadOnlySpan<double> vwap, ReadOnlySpan<long> trades, ReadOnlySpan<BarPresence> presence)
    {
        Spec = spec;
        Opened = opened;
        Closed = closed;
        Bars = bars;
        Vwap = vwap;
        Trades = trades;
        Presence = presence;
    }

    public readonly BarSpec Spec;

    /// <summary>Engine time: the label of the bars.</summary>
    public readonly long Opened;

    /// <summary>Engine time at which the interval was over.</summary>
    public readonly long Closed;

    /// <summary>The rows as the engine takes them.</summary>
    public readonly Slice Bars;

    /// <summary>By row: volume-weighted average price; <see cref="double.NaN"/> when nothing traded. Of the broker's own averages where it states them.</summary>
    public readonly ReadOnlySpan<double> Vwap;

    /// <summary>By row: number of trades; −1 when the source does not tell.</summary>
    public readonly ReadOnlySpan<long> Trades;

    /// <summary>By symbol index, for all symbols.</summary>
    public readonly ReadOnlySpan<BarPresence> Presence;

    public int Count => Bars.Count;
}
