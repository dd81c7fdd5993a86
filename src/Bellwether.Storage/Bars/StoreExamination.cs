using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>What the examination of one file found.</summary>
/// <param name="Rows">Rows that it holds; 0 when they cannot be read.</param>
/// <param name="Problem">Null for a file that is sound.</param>
public sealed record ExaminedFile(string Path, long Rows, string? Problem);

/// <summary>Reads every byte of a store and holds it against what its files say of themselves.</summary>
public static class StoreExamination
{
    /// <summary>
    /// Every file of bars, trades, quotes, corporate actions and answered ranges in order of its path. Of bars: place, checksum of each page, count and order of rows, first and last time, New
    /// York year, and the checksum over all values that was made when it was written; of trades and quotes the same but the last, and the day; of the others each line.
    /// </summary>
    /// <param name="symbols">Null = all.</param>
    public static IEnumerable<ExaminedFile> Examine(this BarStore store, IReadOnlyCollection<string>? symbols = null)
    {
        foreach (var symbol in ActionStore.Symbols(store.Folder).Where(s => symbols is null || symbols.Contains(s)))
            yield return Examined(ActionStore.PathOf(store.Folder, symbol), path => (ActionFile.Read(path).Count, null));
        foreach (var (path, symbol, bar) in AnsweredRanges.Files(store.Folder).Where(f => symbols is null || symbols.Contains(f.Symbol)))
            yield return Examined(path, _ => (AnsweredRanges.Load(store.Folder, symbol, bar) is var known ? known.Regular.Items.Count + known.Extended.Items.Count : 0, null));
        foreach (var path in store.Paths())
        {
            var isOurs = StoreLayout.TryParse(store.Folder, path, out var symbol, out _, out var source, out var year);
            if (isOurs && symbols is not null && !symbols.Contains(symbol)) continue;
            yield return isOurs ? Examined(path, p => OfBars(p, source, year)) : Misplaced(path, StoreLayout.Example);
        }
        foreach (var path in TickLayout.Folders.SelectMany(store.Paths))
        {
            var isOurs = TickLayout.TryParse(store.Folder, path, out var table, out var symbol, out var date);
            if (isOurs && symbols is not null && !symbols.Contains(symbol)) continue;
            yield return isOurs ? Examined(path, p => OfTicks(p, table!, date)) : Misplaced(path, TickLayout.Example);
        }
    }

    static ExaminedFile Misplaced(string path, string example) => new(path, 0, $"is not where this store keeps its files ({example}); move it out of the folder, or import it");

    static ExaminedFile Examined(string path, Func<string, (long Rows, string? Problem)> examine)
    {
        try
        {
            var (rows, problem) = examine(path);
            return new ExaminedFile(path, rows, problem);
        }
        catch (DataFileException problem)
        {
            return new ExaminedFile(path, 0, problem.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}: {problem.Column} \"{problem.Value}\": expected {problem.Expected}; correct or remove the row") : problem.Expected);
        }
    }

    static (long, string?) OfBars(string path, BarSource source, int year)
    {
        var rows = BarParquet.Read(path, source);
        if (rows.Count == 0) return (0, "holds no row; remove it");
        var told = BarParquet.Describe(path);
        if (told != (rows.Count, rows.Time[0], rows.Time[^1]))
            return (rows.Count, string.Create(CultureInfo.InvariantCulture, $"its footer tells of {told.Rows} rows from {told.First} to {told.Last} (nanoseconds), its rows are {rows.Count} from {rows.Time[0]} to {rows.Time[^1]}; restore it, or remove it and fetch or import its range again"));
        if (StoreLayout.YearOf(rows.Time[0]) != year || StoreLayout.YearOf(rows.Time[^1]) != year) return (rows.Count, $"holds bars of other years than {year}; import it again under its years");
        return BarParquet.ContentOf(path) is { } written && written != ContentHash.Of(rows)
            ? (rows.Count, $"its values are not those that were written (checksum {written}); restore it, or remove it and fetch or import its range again")
            : (rows.Count, null);
    }

    static (long, string?) OfTicks(string path, TickTable table, LocalDate date)
    {
        var rows = TickParquet.Read(path, table);
        if (rows.Count == 0) return (0, "holds no row; remove it");
        return DateOf(rows.Time[0]) == date && DateOf(rows.Time[^1]) == date
            ? (rows.Count, null)
            : (rows.Count, $"holds rows of other days than {LocalDatePattern.Iso.Format(date)}; import it again under its days");
    }

    static LocalDate DateOf(long time) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time));
}
