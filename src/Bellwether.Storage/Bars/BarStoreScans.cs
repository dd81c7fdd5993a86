using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>
/// Bars of any timed kind straight from the files, without a copy of the finer bars in memory. The checksums of a file are looked at when it is read whole for the
/// first time, and again when it has changed.
/// </summary>
public static class BarStoreScans
{
    /// <summary>Visits the bars that one source has of <c>[from, to)</c>, in order of time.</summary>
    /// <param name="withStated">Reads also the average prices and numbers of trades that bars state.</param>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static void Scan<TVisitor>(this BarStore store, string symbol, BarSpec bar, BarSource source, long from, long to, ref TVisitor visitor, bool withStated = false) where TVisitor : struct, IBarChunkVisitor
    {
        var scan = new BarScan(withStated);
        foreach (var path in store.FilesIn(symbol, bar, source, from, to))
        {
            var isKnown = store.IsVerified(path);
            if (scan.Run(path, from, to, !isKnown, ref visitor) && !isKnown) store.Verified(path);
        }
    }

    /// <summary>The only source that has files of a range; null when there are several, or none.</summary>
    public static BarSource? OnlySource(this BarStore store, string symbol, BarSpec bar, long from, long to)
    {
        BarSource? only = null;
        foreach (var source in Enum.GetValues<BarSource>())
        {
            if (!store.FilesIn(symbol, bar, source, from, to).Any()) continue;
            if (only is not null) return null;
            only = source;
        }
        return only;
    }

    /// <summary>Bars that answer a query, made of one source's finer bars. The last one is handed out whether or not its end was seen.</summary>
    /// <param name="from">Engine time of the first finer bar that counts.</param>
    /// <param name="to">Engine time before which finer bars count.</param>
    /// <param name="query">For bars that end by the clock.</param>
    /// <param name="withStated">Average prices and numbers of trades that the finer bars state count.</param>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    internal static List<AggregatedBar> Aggregate(this BarStore store, string symbol, BarSpec bar, BarSource source, long from, long to, BarQuery query, bool withStated)
    {
        // Room for all from the start: growing by doubling would copy a year of minutes five times.
        var rows = query.Bar.Kind == BarKind.Time ? store.FilesIn(symbol, bar, source, from, to).Sum(f => BarParquet.Describe(f).Rows) / (query.Bar.Size / bar.Size) : 0;
        var building = new Building(new TimeBarBuilder(query.Bar, query.Hours), new BarsOfRange(query.From, query.To, (int)Math.Min(rows + 1, 1 << 22)));
        store.Scan(symbol, bar, source, from, to, ref building, withStated);
        return building.Bars();
    }

    readonly struct BarsOfRange(long from, long to, int capacity) : IBarSink
    {
        public List<AggregatedBar> Bars { get; } = new(capacity);

        public void Add(in AggregatedBar bar)
        {
            if (bar.Time >= from && bar.Time < to) Bars.Add(bar);
        }
    }

    struct Building(TimeBarBuilder builder, BarsOfRange list) : IBarChunkVisitor
    {
        BarsOfRange list = list;

        public void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume,
            ReadOnlySpan<double> vwap, ReadOnlySpan<long> trades)
        {
            if (vwap.IsEmpty) builder.AddBars(time, open, high, low, close, volume, ref list);
            else builder.AddStatedBars(time, open, high, low, close, volume, vwap, trades, ref list);
        }

        public readonly List<AggregatedBar> Bars()
        {
            if (builder.TryFlush(out var last)) list.Add(last);
            return list.Bars;
        }
    }
}
