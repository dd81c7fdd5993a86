using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Storage;

/// <summary>Bars of many symbols from files and folders of <c>SYMBOL.csv</c> and <c>SYMBOL.csv.gz</c>.</summary>
public static class BarFolder
{
    /// <summary>Loads every symbol found at one file or folder.</summary>
    /// <inheritdoc cref="Load(IReadOnlyList{string}, IReadOnlyList{string}?, LocalDate?, LocalDate?)"/>
    public static IReadOnlyList<BarColumns> Load(string path, IReadOnlyList<string>? symbols = null, LocalDate? from = null, LocalDate? to = null) =>
        Load([path], symbols, from, to);

    /// <summary>The symbols of which there is a file, by ticker (ordinal).</summary>
    /// <exception cref="DataFileException">A missing path, or no bar file at all.</exception>
    public static IReadOnlyList<string> Symbols(IReadOnlyList<string> paths) => [.. Find(paths).Keys];

    /// <summary>Loads symbols from files and folders (their direct content; files not named after a ticker are passed over).</summary>
    /// <param name="paths">Files and folders; each symbol may be in one of them only.</param>
    /// <param name="symbols">Which symbols; null or empty = all that are found.</param>
    /// <param name="from">First New York date, inclusive; null = everything.</param>
    /// <param name="to">New York date, exclusive; null = everything.</param>
    /// <returns>In the order of <paramref name="symbols"/>, or by ticker (ordinal) when all are loaded.</returns>
    /// <exception cref="DataFileException">A missing path or symbol, a broken file, or a symbol without a row in the range.</exception>
    public static IReadOnlyList<BarColumns> Load(
        IReadOnlyList<string> paths, IReadOnlyList<string>? symbols = null, LocalDate? from = null, LocalDate? to = null)
    {
        var found = Find(paths);
        var files = symbols is { Count: > 0 } ? symbols.Select(symbol => FileOf(symbol, found, paths)).ToList() : [.. found.Values];

        var columns = new BarColumns[files.Count];
        var errors = new DataFileException?[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            try
            {
                columns[i] = BarFile.Read(files[i], from, to);
            }
            catch (DataFileException error)
            {
                errors[i] = error;
            }
        });
        // The first in order, so that the same folder always gives the same message.
        return Array.Find(errors, error => error is not null) is { } first ? throw first : columns;
    }

    static SortedDictionary<string, string> Find(IReadOnlyList<string> paths)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                Add(found, BarFile.SymbolOf(path) ?? throw new DataFileException(path, "is not named after a ticker; expected SYMBOL.csv or SYMBOL.csv.gz, such as SPY.csv.gz"), path);
                continue;
            }
            if (!Directory.Exists(path)) throw new DataFileException(path, "there is no such file or folder; expected a folder of SYMBOL.csv or SYMBOL.csv.gz files, check the path");
            foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
                if (BarFile.SymbolOf(file) is { } symbol) Add(found, symbol, file);
        }
        return found.Count > 0 ? found : throw new DataFileException(string.Join(", ", paths), "holds no bar file; expected files named SYMBOL.csv or SYMBOL.csv.gz, such as SPY.csv.gz");
    }

    static void Add(SortedDictionary<string, string> found, string symbol, string file)
    {
        if (!found.TryAdd(symbol, file)) throw new DataFileException(file, $"{symbol} is also in {found[symbol]}; keep one of the two");
    }

    static string FileOf(string symbol, SortedDictionary<string, string> found, IReadOnlyList<string> paths) =>
        found.TryGetValue(symbol, out var file)
            ? file
            : throw new DataFileException(string.Join(", ", paths), $"no file {symbol}.csv or {symbol}.csv.gz; there are {Listed(found.Keys)}: add the file or drop the symbol");

    static string Listed(SortedDictionary<string, string>.KeyCollection symbols) =>
        symbols.Count <= 10 ? string.Join(", ", symbols) : string.Join(", ", symbols.Take(10)) + $" and {symbols.Count - 10} more";
}
