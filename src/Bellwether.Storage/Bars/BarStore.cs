using System.Collections.Concurrent;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>
/// Bars on disk as a data set of Parquet files that any tool can read: <c>bars/bar=1m/symbol=IBM/source=imported/year=2013/bars.parquet</c>, a file a symbol, source and New
/// York year. Sources are kept apart, so that what was seen live is never rewritten by what history says later; a query takes the most trusted one for each time
/// (see <see cref="BarSource"/>). Each file is replaced whole, by a rename: a crash leaves the old one or the new one. One writer at a time, any number of readers.
/// </summary>
public sealed class BarStore : IDisposable
{
    readonly FileStream? claim;

    /// <summary>Files whose checksums were right, with their length and time of change.</summary>
    readonly ConcurrentDictionary<string, (long Length, DateTime Changed)> verified = new(StringComparer.Ordinal);

    BarStore(string folder, FileStream? claim)
    {
        Folder = folder;
        this.claim = claim;
    }

    public string Folder { get; }

    /// <summary>Opens a store for reading. An absent folder is an empty store.</summary>
    /// <exception cref="DataFileException">It is a file.</exception>
    public static BarStore Open(string folder) => new(Checked(folder), null);

    /// <summary>Opens a store for writing, makes its folder if needed, and removes what an interrupted writer left.</summary>
    /// <exception cref="DataFileException">Another program writes to it, or the folder cannot be made.</exception>
    public static BarStore OpenForWriting(string folder)
    {
        Checked(folder);
        FileStream claim;
        try
        {
            Directory.CreateDirectory(folder);
            claim = new FileStream(Path.Combine(folder, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(folder, IsTaken(problem)
                ? "another bellwether writes to it, and one may at a time; wait for its end, or choose another folder with --data-dir"
                : $"cannot be opened for writing: {problem.Message}; make room or check the rights, or choose another folder with --data-dir", problem);
        }
        foreach (var unfinished in Directory.EnumerateFiles(folder, "*" + AtomicFile.Unfinished, SearchOption.AllDirectories)) File.Delete(unfinished);
        return new BarStore(folder, claim);
    }

    public void Dispose() => claim?.Dispose();

    /// <exception cref="DataFileException">A file is no folder, and no empty store either.</exception>
    static string Checked(string folder) => File.Exists(folder) ? throw new DataFileException(folder, "is a file; expected the folder of a store: name one with --data-dir") : folder;

    /// <summary>Somebody else has the file open: EAGAIN of Unix systems, a sharing violation of Windows.</summary>
    static bool IsTaken(Exception problem) => problem is IOException && problem.HResult is 11 or 35 or unchecked((int)0x8007_0020);

    /// <summary>
    /// Adds rows of one source, all of which it takes or, when a file cannot be written, those of the years before that file. Values of a time that the source had are
    /// replaced.
    /// </summary>
    /// <exception cref="DataFileException">A file cannot be read or written; it is as it was.</exception>
    /// <exception cref="ArgumentException">Times that do not rise or are no whole microseconds, no ticker, or a kind of bar that is not kept.</exception>
    /// <exception cref="InvalidOperationException">The store was opened for reading.</exception>
    public BarWriteResult Write(string symbol, BarSpec bar, BarSource source, BarRows rows)
    {
        var total = default(BarWriteResult);
        foreach (var (year, part) in Years(rows, source))
        {
            var path = PathToWrite(symbol, bar, source, year);
            var present = Present(path, source);
            var change = Compare(present, part, []);
            if (change.Added + change.Replaced > 0) Commit(path, BarRows.Merge(part, present));
            total += change;
        }
        return total;
    }

    /// <summary>
    /// Adds what a source does not have yet, such as a session that was just seen. What it has stays as it is, also where the new rows say otherwise: those are handed
    /// back, for the caller to keep as another source or to tell.
    /// </summary>
    /// <inheritdoc cref="Write"/>
    public BarAppendResult Append(string symbol, BarSpec bar, BarSource source, BarRows rows)
    {
        var (added, unchanged, differing) = (0L, 0L, BarRows.Empty);
        foreach (var (year, part) in Years(rows, source))
        {
            var path = PathToWrite(symbol, bar, source, year);
            var present = Present(path, source);
            List<int> others = [];
            var change = Compare(present, part, others);
            if (change.Added > 0) Commit(path, BarRows.Merge(present, part));
            (added, unchanged) = (added + change.Added, unchanged + change.Unchanged);
            differing = BarRows.Merge(differing, part.At(others));
        }
        return new BarAppendResult(added, unchanged, differing);
    }

    /// <summary>Makes rows all that a source has of <c>[from, to)</c>; an empty set removes what it had.</summary>
    /// <exception cref="ArgumentException">A row outside the range, or as for <see cref="Write"/>.</exception>
    /// <inheritdoc cref="Write"/>
    public BarWriteResult Replace(string symbol, BarSpec bar, BarSource source, long from, long to, BarRows rows)
    {
        if (rows.Count > 0 && (rows.Time[0] < from || rows.Time[^1] >= to)) throw new ArgumentException("rows outside the range that they are to replace", nameof(rows));
        var total = default(BarWriteResult);
        var given = Years(rows, source).ToDictionary(y => y.Year, y => y.Rows);
        var held = StoreLayout.FilesOf(Folder, symbol, bar, source).Select(f => f.Year).Where(y => StoreLayout.StartOf(y) < to && StoreLayout.StartOf(y + 1) > from);
        foreach (var year in given.Keys.Union(held).Order())
        {
            var path = PathToWrite(symbol, bar, source, year);
            var present = Present(path, source);
            var part = given.GetValueOrDefault(year, BarRows.Empty);
            var change = Compare(present, part, []);
            var removed = present.Between(from, to).Count - change.Unchanged - change.Replaced;
            total += change with { Removed = removed };
            if (change.Added + change.Replaced + removed == 0) continue;
            var (first, end) = (present.RowAtOrAfter(from), present.RowAtOrAfter(to));
            Commit(path, BarRows.Join([present.Slice(0, first), part, present.Slice(end, present.Count)]));
        }
        return total;
    }

    /// <summary>The store may be written to.</summary>
    public bool IsWriting => claim is not null;

    /// <summary>Bars of <c>[from, to)</c>, each of the most trusted source that has it, or of one source.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public BarRows Read(string symbol, BarSpec bar, long from, long to, BarSource? only = null)
    {
        var all = BarRows.Empty;
        if (from >= to) return all;
        foreach (var source in only is { } one ? [one] : Enum.GetValues<BarSource>())
        {
            List<BarRows> years = [.. FilesIn(symbol, bar, source, from, to).Where(f => MayHave(f, from, to)).Select(f => ReadOnce(f, source).Between(from, to))];
            all = BarRows.Merge(all, BarRows.Join(years));
        }
        return all;
    }

    /// <summary>Which times of <c>[from, to)</c> are held, by one source or by any of them.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public CoverageMap Coverage(string symbol, BarSpec bar, long from, long to, BarSource? only = null)
    {
        long[] all = [];
        foreach (var source in only is { } one ? [one] : Enum.GetValues<BarSource>())
        {
            long[] times = [.. FilesIn(symbol, bar, source, from, to).SelectMany(BarParquet.ReadTimes)];
            all = all.Length == 0 ? times : times.Length == 0 ? all : [.. all.Concat(times).Distinct().Order()];
        }
        return new CoverageMap(symbol, bar, only, [.. all.Where(t => t >= from && t < to)]);
    }

    /// <summary>Kinds of bars that a symbol, or any symbol, has, the shortest first.</summary>
    public IReadOnlyList<BarSpec> Kinds(string? symbol = null)
    {
        var folder = Path.Combine(Folder, StoreLayout.Bars);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateDirectories(folder, "bar=*")
            .Where(d => symbol is null || Directory.Exists(Path.Combine(d, "symbol=" + symbol)))
            .Select(d => BarSpec.TryParse(Path.GetFileName(d)["bar=".Length..], out var bar, out _) ? bar : default)
            .Where(b => b.Kind is BarKind.Time or BarKind.Day)
            .OrderBy(b => (b.Kind, b.Size))];
    }

    /// <summary>Symbols that have bars of that kind, in order.</summary>
    public IReadOnlyList<string> Symbols(BarSpec bar)
    {
        var folder = Path.Combine(Folder, StoreLayout.Bars, "bar=" + bar);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder, "symbol=*").Select(d => Path.GetFileName(d)["symbol=".Length..]).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Every file with its range, by bar, symbol, source and year; from the files' footers, without reading their rows.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public IEnumerable<StoredFile> Files()
    {
        foreach (var path in Paths())
        {
            if (!StoreLayout.TryParse(Folder, path, out var symbol, out var bar, out var source, out var year))
                throw new DataFileException(path, $"is not where this store keeps its files ({StoreLayout.Example}); move it out of the folder, or import it");
            var (rows, first, last) = BarParquet.Describe(path);
            yield return new StoredFile(path, symbol, bar, source, year, rows, first, last);
        }
    }

    /// <summary>The name of a source in paths and results.</summary>
    public static string NameOf(BarSource source) => StoreLayout.NameOf(source);

    /// <summary>Every Parquet file of one part of the store, in order.</summary>
    internal IEnumerable<string> Paths(string part = StoreLayout.Bars)
    {
        var folder = Path.Combine(Folder, part);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
    }

    internal IEnumerable<string> FilesIn(string symbol, BarSpec bar, BarSource source, long from, long to) => StoreLayout
        .FilesOf(Folder, symbol, bar, source)
        .Where(f => StoreLayout.StartOf(f.Year) < to && StoreLayout.StartOf(f.Year + 1) > from)
        .Select(f => f.Path);

    /// <summary>The checksums of this file were right when it was read whole, and it was not changed since.</summary>
    internal bool IsVerified(string path) => verified.TryGetValue(path, out var seen) && seen == Stamp(path);

    internal void Verified(string path) => verified[path] = Stamp(path);

    /// <summary>False when the footer of a file tells that none of its rows is in a range: the day before a year is asked for with it, and is not worth a year's reading.</summary>
    static bool MayHave(string path, long from, long to)
    {
        var (_, first, last) = BarParquet.Describe(path);
        return first > last || (first < to && last >= from);
    }

    BarRows ReadOnce(string path, BarSource source)
    {
        var isKnown = IsVerified(path);
        var rows = BarParquet.Read(path, source, !isKnown);
        if (!isKnown) Verified(path);
        return rows;
    }

    static (long Length, DateTime Changed) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
    }

    string PathToWrite(string symbol, BarSpec bar, BarSource source, int year) =>
        claim is null ? throw new InvalidOperationException("the store was opened for reading") : StoreLayout.PathOf(Folder, symbol, bar, source, year);

    static BarRows Present(string path, BarSource source) => File.Exists(path) ? BarParquet.Read(path, source) : BarRows.Empty;

    static void Commit(string path, BarRows rows)
    {
        if (rows.Count == 0) AtomicFile.Delete(path);
        else AtomicFile.Write(path, stream => BarParquet.Write(stream, rows));
    }

    static IEnumerable<(int Year, BarRows Rows)> Years(BarRows rows, BarSource source)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Time[i] % 1_000 != 0) throw new ArgumentException($"the time {rows.Time[i]} is no whole number of microseconds", nameof(rows));
            if (i > 0 && rows.Time[i] <= rows.Time[i - 1]) throw new ArgumentException($"row {i} is not later than the row before it", nameof(rows));
        }
        for (var from = 0; from < rows.Count;)
        {
            var year = StoreLayout.YearOf(rows.Time[from]);
            var to = rows.RowAtOrAfter(StoreLayout.StartOf(year + 1));
            var part = rows.Slice(from, to);
            Array.Fill(part.Source, source);
            yield return (year, part);
            from = to;
        }
    }

    static BarWriteResult Compare(BarRows present, BarRows rows, List<int> others)
    {
        long added = 0, unchanged = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var at = present.RowAtOrAfter(rows.Time[i]);
            if (at == present.Count || present.Time[at] != rows.Time[i]) added++;
            else if (present.Same(at, rows, i)) unchanged++;
            else others.Add(i);
        }
        return new BarWriteResult(added, unchanged, others.Count);
    }
}
