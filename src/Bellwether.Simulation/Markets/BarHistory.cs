using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>Bars of one symbol in order of time; only grows.</summary>
public sealed class BarHistory
{
    MarketBar[] bars = new MarketBar[512];

    public int Count { get; private set; }

    /// <summary>All bars, oldest first. Valid until the history grows.</summary>
    public ReadOnlySpan<MarketBar> Bars => bars.AsSpan(0, Count);

    /// <summary>Index of the first bar that opens at <paramref name="time"/> or later; <see cref="Count"/> when there is none.</summary>
    public int FirstFrom(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bars[middle].Time < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Puts all bars into the shares of after a split.</summary>
    internal void Rescale(SplitRatio ratio, TickRule ticks)
    {
        for (var i = 0; i < Count; i++) bars[i] = bars[i].After(ratio, ticks);
    }

    internal void Add(in MarketBar bar)
    {
        if (Count == bars.Length) Array.Resize(ref bars, Count * 2);
        bars[Count++] = bar;
    }
}
