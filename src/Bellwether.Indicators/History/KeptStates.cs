namespace Bellwether.Indicators;

/// <summary>What all series and longer bars of a graph knew of each symbol at one moment.</summary>
sealed class KeptStates
{
    byte[][] series = [], bars = [];

    /// <summary>Notes everything.</summary>
    public void Save(List<IndicatorSeries> all, ReadOnlySpan<LongerBars> longer, int symbolCount)
    {
        // Series only ever come behind those that are there; whoever adds one keeps anew.
        if (series.Length != all.Count) Reserve(all, symbolCount);
        if (bars.Length != longer.Length) Array.Resize(ref bars, longer.Length);
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            for (var i = 0; i < all.Count; i++) Save(all[i], i, symbol);
            for (var i = 0; i < longer.Length; i++) Save(longer[i], i, symbol, symbolCount);
        }
    }

    void Reserve(List<IndicatorSeries> all, int symbolCount) => series = [.. all.Select(s => new byte[checked(symbolCount * s.SnapshotLength)])];

    public void Save(IndicatorSeries one, int index, int symbol) => one.Save(symbol, series[index].AsSpan(symbol * one.SnapshotLength, one.SnapshotLength));

    public void Save(LongerBars one, int index, int symbol, int symbolCount)
    {
        bars[index] ??= new byte[checked(symbolCount * LongerBars.SnapshotLength)];
        one.Save(symbol, bars[index].AsSpan(symbol * LongerBars.SnapshotLength, LongerBars.SnapshotLength));
    }

    public void Restore(IndicatorSeries one, int index, int symbol) => one.Restore(symbol, series[index].AsSpan(symbol * one.SnapshotLength, one.SnapshotLength));

    public void Restore(LongerBars one, int index, int symbol) => one.Restore(symbol, bars[index].AsSpan(symbol * LongerBars.SnapshotLength, LongerBars.SnapshotLength));
}
