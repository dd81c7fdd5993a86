using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>What a write of ticks did.</summary>
/// <param name="Added">Rows that came in.</param>
/// <param name="Unchanged">Rows that were there already.</param>
/// <param name="Removed">Rows that were there and made way.</param>
public readonly record struct TickWriteResult(long Added, long Unchanged, long Removed)
{
    public static TickWriteResult operator +(TickWriteResult a, TickWriteResult b) => new(a.Added + b.Added, a.Unchanged + b.Unchanged, a.Removed + b.Removed);
}

/// <summary>
/// Trades and quotes beside the bars of a store, a file a New York day: <c>trades/symbol=IBM/source=imported/year=2013/2013-10-07.parquet</c>. As with bars, a file is
/// replaced whole.
/// </summary>
public static class TickStore
{
    /// <summary>
    /// Makes rows all that a source has from the first to the last of their times. Ticks have no identity of their own, so that their range is what is replaced: taking a file twice
    /// changes nothing, and two files of one day join.
    /// </summary>
    /// <exception cref="DataFileException">A file cannot be read or written; it is as it was.</exception>
    /// <exception cref="ArgumentException">Times that fall or are no whole microseconds, or no ticker.</exception>
    /// <exception cref="InvalidOperationException">The store was opened for reading.</exception>
    public static TickWriteResult Write(BarStore store, TickTable table, string symbol, BarSource source, TickRows rows)
    {
        if (!store.IsWriting) throw new InvalidOperationException("the store was opened for reading");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Time[i] % 1_000 != 0) throw new ArgumentException($"the time {rows.Time[i]} is no whole number of microseconds", nameof(rows));
            if (i > 0 && (rows.Time[i] < rows.Time[i - 1] || (rows.Time[i] == rows.Time[i - 1] && !table.HasMarks))) throw new ArgumentException($"row {i} is not in the order of time", nameof(rows));
        }
        var total = default(TickWriteResult);
        for (var from = 0; from < rows.Count;)
        {
            var date = DateOf(rows.Time[from]);
            var to = rows.RowAtOrAfter(StartOf(date.PlusDays(1)));
            var part = rows.Slice(from, to);
            var path = Path.Combine(FolderOf(store, table, symbol, source), "year=" + date.Year.ToString(CultureInfo.InvariantCulture), LocalDatePattern.Iso.Format(date) + ".parquet");
            var present = File.Exists(path) ? TickParquet.Read(path, table) : TickRows.Empty(table);
            var (first, end) = (present.RowAtOrAfter(part.Time[0]), present.RowAtOrAfter(part.Time[^1] + 1));
            if (end - first == part.Count && present.Slice(first, end).Same(part)) total += new TickWriteResult(0, part.Count, 0);
            else
            {
                var all = TickRows.Join(table, [present.Slice(0, first), part, present.Slice(end, present.Count)]);
                AtomicFile.Write(path, stream => TickParquet.Write(stream, table, all));
                total += new TickWriteResult(part.Count, 0, end - first);
            }
            from = to;
        }
        return total;
    }

    /// <summary>Rows of <c>[from, to)</c> of one source.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static TickRows Read(BarStore store, TickTable table, string symbol, BarSource source, long from, long to)
    {
        List<TickRows> days = [.. Days(store, table, symbol, source, from, to)];
        return days.Count == 0 ? TickRows.Empty(table) : TickRows.Join(table, days);
    }

    /// <summary>The same a New York day at a time, in order.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static IEnumerable<TickRows> Days(BarStore store, TickTable table, string symbol, BarSource source, long from, long to)
    {
        foreach (var path in FilesIn(store, table, symbol, source, from, to))
        {
            var day = TickParquet.Read(path, table);
            var (first, end) = (day.RowAtOrAfter(from), day.RowAtOrAfter(to));
            if (end > first) yield return end - first == day.Count ? day : day.Slice(first, end);
        }
    }

    /// <summary>Visits the trades of <c>[from, to)</c> of one source without those that the tape marked as suspicious and those without a size.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static void ScanTrades<TVisitor>(BarStore store, string symbol, BarSource source, long from, long to, ref TVisitor visitor) where TVisitor : struct, ITradeChunkVisitor
    {
        var scan = new TradeScan();
        foreach (var path in FilesIn(store, TickTable.Trades, symbol, source, from, to))
        {
            var isKnown = store.IsVerified(path);
            scan.Run(path, from, to, !isKnown, ref visitor);
            if (!isKnown) store.Verified(path);
        }
    }

    /// <summary>The trades of <c>[from, to)</c> of one source without those that the tape marked as suspicious and those without a size.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static TradeColumns ReadTrades(BarStore store, string symbol, BarSource source, long from, long to)
    {
        var collected = new Collected([], [], []);
        ScanTrades(store, symbol, source, from, to, ref collected);
        return new TradeColumns(symbol, [.. collected.Time], [.. collected.Price], [.. collected.Size]);
    }

    readonly record struct Collected(List<long> Time, List<double> Price, List<double> Size) : ITradeChunkVisitor
    {
        public void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size)
        {
            Time.AddRange(time);
            Price.AddRange(price);
            Size.AddRange(size);
        }
    }

    /// <summary>The most trusted source that has rows of a symbol; null when none has.</summary>
    public static BarSource? SourceOf(BarStore store, TickTable table, string symbol)
    {
        foreach (var source in Enum.GetValues<BarSource>())
            if (Directory.Exists(FolderOf(store, table, symbol, source))) return source;
        return null;
    }

    internal static IEnumerable<string> FilesIn(BarStore store, TickTable table, string symbol, BarSource source, long from, long to)
    {
        var folder = FolderOf(store, table, symbol, source);
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var date = LocalDatePattern.Iso.Parse(Path.GetFileNameWithoutExtension(path));
            if (!date.Success) throw new DataFileException(path, "is not named after a day (2013-10-07.parquet); move it out of the folder, or import it");
            if (StartOf(date.Value) < to && StartOf(date.Value.PlusDays(1)) > from) yield return path;
        }
    }

    static string FolderOf(BarStore store, TickTable table, string symbol, BarSource source) => InstrumentTable.IsSymbol(symbol)
        ? Path.Combine([store.Folder, .. table.Folder.Split('/'), "symbol=" + symbol, "source=" + StoreLayout.NameOf(source)])
        : throw new ArgumentException($"\"{symbol}\" is not a ticker: expected 1 to 12 characters of A-Z, 0-9, '.', '-' and blank, starting with a letter", nameof(symbol));

    static LocalDate DateOf(long time) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time));

    static long StartOf(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
}
