using System.Globalization;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>What the examination of one file found.</summary>
/// <param name="Rows">Rows that it holds; 0 when they cannot be read.</param>
/// <param name="Problem">Null for a file that is sound.</param>
public sealed record ExaminedFile(string Path, long Rows, string? Problem);

/// <summary>Reads every byte of a store and holds it against what its files say of themselves.</summary>
public static class StoreExamination
{
    /// <summary>
    /// Every file of bars in order of its path: place, checksum of each page, count and order of rows, first and last time, New York year, and the checksum over all
    /// values that was made when it was written.
    /// </summary>
    /// <param name="symbols">Null = all.</param>
    public static IEnumerable<ExaminedFile> Examine(this BarStore store, IReadOnlyCollection<string>? symbols = null)
    {
        foreach (var path in store.Paths())
        {
            var isOurs = StoreLayout.TryParse(store.Folder, path, out var symbol, out _, out var source, out var year);
            if (isOurs && symbols is not null && !symbols.Contains(symbol)) continue;
            yield return isOurs ? Examined(path, source, year) : new ExaminedFile(path, 0, $"is not where this store keeps its files ({StoreLayout.Example}); move it out of the folder, or import it");
        }
    }

    static ExaminedFile Examined(string path, BarSource source, int year)
    {
        try
        {
            var rows = BarParquet.Read(path, source);
            return new ExaminedFile(path, rows.Count, Problem(path, rows, year));
        }
        catch (DataFileException problem)
        {
            return new ExaminedFile(path, 0, problem.Expected);
        }
    }

    static string? Problem(string path, BarRows rows, int year)
    {
        if (rows.Count == 0) return "holds no row; remove it";
        var told = BarParquet.Describe(path);
        if (told != (rows.Count, rows.Time[0], rows.Time[^1]))
            return string.Create(CultureInfo.InvariantCulture, $"its footer tells of {told.Rows} rows from {told.First} to {told.Last} (nanoseconds), its rows are {rows.Count} from {rows.Time[0]} to {rows.Time[^1]}; restore it, or remove it and fetch or import its range again");
        if (StoreLayout.YearOf(rows.Time[0]) != year || StoreLayout.YearOf(rows.Time[^1]) != year) return $"holds bars of other years than {year}; import it again under its years";
        return BarParquet.ContentOf(path) is { } written && written != ContentHash.Of(rows)
            ? $"its values are not those that were written (checksum {written}); restore it, or remove it and fetch or import its range again"
            : null;
    }
}
