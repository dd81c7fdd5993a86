using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Storage;

/// <summary>What a write did to the rows of a source.</summary>
/// <param name="Added">Times that the source did not have.</param>
/// <param name="Unchanged">Times that it had with the same values.</param>
/// <param name="Replaced">Times that it had with other values.</param>
public readonly record struct BarWriteResult(long Added, long Unchanged, long Replaced);

/// <summary>One file of the store.</summary>
/// <param name="First">Time of its first bar.</param>
/// <param name="Last">Time of its last bar.</param>
public sealed record StoredFile(string Path, string Symbol, BarSpec Bar, BarSource Source, int Year, long Rows, long First, long Last);

/// <summary>
/// Bars on disk as a data set of Parquet files that any tool can read: <c>bars/bar=1m/symbol=IBM/source=imported/2013.parquet</c>, a file a symbol, source and New York
/// year. Sources are kept apart, so that what was seen live is never rewritten by what history says later; a query takes the most trusted one for each time
/// (see <see cref="BarSource"/>). Each file is replaced whole, by a rename: a crash leaves the old one or the new one. One writer at a time, any number of readers.
/// </summary>
public sealed class BarStore : IDisposable
{
    readonly FileStream? claim;

    BarStore(string folder, FileStream? claim)
    {
        Folder = folder;
        this.claim = claim;
    }

    public string Folder { get; }

    /// <summary>Opens a store for reading. An absent folder is an empty store.</summary>
    public static BarStore Open(string folder) => new(folder, null);

    /// <summary>Opens a store for writing, makes its folder if needed, and removes what an interrupted writer left.</summary>
    /// <exception cref="DataFileException">Another program writes to it, or the folder cannot be made.</exception>
    public static BarStore OpenForWriting(string folder)
    {
        FileStream claim;
        try
        {
            Directory.CreateDirectory(folder);
            claim = new FileStream(Path.Combine(folder, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(folder, $"cannot be opened for writing ({problem.Message}); another bellwether may be writing to it: wait for its end, or choose another folder with --data-dir", problem);
        }
        foreach (var unfinished in Directory.EnumerateFiles(folder, "*" + AtomicFile.Unfinished, SearchOption.AllDirectories)) File.Delete(unfinished);
        return new BarStore(folder, claim);
    }

    public void Dispose() => claim?.Dispose();

    /// <summary>
    /// Adds rows of one source, all of which it takes or, when a file cannot be written, those of the years before that file. Values of a time that the source had are
    /// replaced.
    /// </summary>
    /// <exception cref="DataFileException">A file cannot be read or written; it is as it was.</exception>
    /// <exception cref="InvalidOperationException">The store was opened for reading.</exception>
    public BarWriteResult Write(string symbol, BarSpec bar, BarSource source, BarRows rows)
    {
        if (claim is null) throw new InvalidOperationException("the store was opened for reading");
        var result = default(BarWriteResult);
        for (var from = 0; from < rows.Count;)
        {
            var year = YearOf(rows.Time[from]);
            var to = rows.RowAtOrAfter(StartOf(year + 1));
            var part = rows.Slice(from, to);
            Array.Fill(part.Source, source);
            var path = PathOf(symbol, bar, source, year);
            var present = File.Exists(path) ? BarParquet.Read(path, source) : BarRows.Empty;
            var change = Compare(present, part);
            if (change.Added + change.Replaced > 0)
            {
                var merged = BarRows.Merge(part, present);
                AtomicFile.Write(path, stream => BarParquet.Write(stream, merged));
            }
            result = new BarWriteResult(result.Added + change.Added, result.Unchanged + change.Unchanged, result.Replaced + change.Replaced);
            from = to;
        }
        return result;
    }

    /// <summary>Bars of <c>[from, to)</c>, each of the most trusted source that has it, or of one source.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public BarRows Read(string symbol, BarSpec bar, long from, long to, BarSource? only = null)
    {
        var all = BarRows.Empty;
        if (from >= to) return all;
        foreach (var source in Enum.GetValues<BarSource>())
        {
            if (only is { } one && one != source) continue;
            foreach (var path in FilesOf(symbol, bar, source))
            {
                var year = YearIn(path);
                if (StartOf(year) >= to || StartOf(year + 1) <= from) continue;
                all = BarRows.Merge(all, BarParquet.Read(path, source).Between(from, to));
            }
        }
        return all;
    }

    /// <summary>Symbols that have bars of that kind, in order.</summary>
    public IReadOnlyList<string> Symbols(BarSpec bar)
    {
        var folder = Path.Combine(Folder, "bars", "bar=" + bar);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder, "symbol=*").Select(d => Path.GetFileName(d)["symbol=".Length..]).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Every file with its range, by bar, symbol, source and year; from the files' footers, without reading their rows.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public IEnumerable<StoredFile> Files()
    {
        var bars = Path.Combine(Folder, "bars");
        if (!Directory.Exists(bars)) yield break;
        foreach (var path in Directory.EnumerateFiles(bars, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var parts = Path.GetRelativePath(bars, path).Split(Path.DirectorySeparatorChar);
            if (parts.Length != 4 || !parts[0].StartsWith("bar=", StringComparison.Ordinal) || !BarSpec.TryParse(parts[0][4..], out var bar, out _)
                || !parts[1].StartsWith("symbol=", StringComparison.Ordinal) || !parts[2].StartsWith("source=", StringComparison.Ordinal)
                || !Enum.TryParse<BarSource>(parts[2][7..], ignoreCase: true, out var source))
                throw new DataFileException(path, "is not where this store keeps its files (bar=1m/symbol=IBM/source=imported/2013.parquet); move it out of the folder, or import it");
            var (rows, first, last) = BarParquet.Describe(path);
            yield return new StoredFile(path, parts[1][7..], bar, source, YearIn(path), rows, first, last);
        }
    }

    /// <summary>The name of a source in paths and results.</summary>
    public static string NameOf(BarSource source) => source switch
    {
        BarSource.Revised => "revised",
        BarSource.Backfilled => "backfilled",
        BarSource.Imported => "imported",
        _ => "live",
    };

    static BarWriteResult Compare(BarRows present, BarRows rows)
    {
        long added = 0, unchanged = 0, replaced = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var at = present.RowAtOrAfter(rows.Time[i]);
            if (at == present.Count || present.Time[at] != rows.Time[i]) added++;
            else if (present.Same(at, rows, i)) unchanged++;
            else replaced++;
        }
        return new BarWriteResult(added, unchanged, replaced);
    }

    string PathOf(string symbol, BarSpec bar, BarSource source, int year) =>
        Path.Combine(Folder, "bars", "bar=" + bar, "symbol=" + symbol, "source=" + NameOf(source), year.ToString(CultureInfo.InvariantCulture) + ".parquet");

    IEnumerable<string> FilesOf(string symbol, BarSpec bar, BarSource source)
    {
        var folder = Path.GetDirectoryName(PathOf(symbol, bar, source, 0))!;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal) : [];
    }

    static int YearIn(string path) => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200
        ? year
        : throw new DataFileException(path, "is not named after a year; move it out of the folder, or import it");

    static int YearOf(long time) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time)).Year;

    static long StartOf(int year) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToInstant());
}
