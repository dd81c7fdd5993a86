using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Storage;

/// <summary>
/// Where a store keeps its files, in the folders that data tools call Hive partitions: <c>bars/bar=1m/symbol=IBM/source=imported/year=2013/bars.parquet</c>. A year is
/// one of New York dates.
/// </summary>
static class StoreLayout
{
    public const string Bars = "bars";
    public const string BarsFile = "bars.parquet";
    public const string Example = "bars/bar=1m/symbol=IBM/source=imported/year=2013/bars.parquet";

    /// <exception cref="ArgumentException">Not a ticker, which would be no safe name of a folder, or a kind of bar that has no interval of its own.</exception>
    public static string PathOf(string store, string symbol, BarSpec bar, BarSource source, int year) =>
        Path.Combine(FolderOf(store, symbol, bar, source), "year=" + year.ToString(CultureInfo.InvariantCulture), BarsFile);

    public static string FolderOf(string store, string symbol, BarSpec bar, BarSource source)
    {
        if (!InstrumentTable.IsSymbol(symbol)) throw new ArgumentException($"\"{symbol}\" is not a ticker: expected 1 to 12 characters of A-Z, 0-9, '.', '-' and blank, starting with a letter", nameof(symbol));
        if (bar.Kind is not (BarKind.Time or BarKind.Day)) throw new ArgumentException($"{bar}: the store keeps bars of seconds, minutes, hours and days; it makes the others of them", nameof(bar));
        return Path.Combine(store, Bars, "bar=" + bar, "symbol=" + symbol, "source=" + NameOf(source));
    }

    /// <summary>Files of one symbol, bar and source with their years, in order.</summary>
    public static IEnumerable<(string Path, int Year)> FilesOf(string store, string symbol, BarSpec bar, BarSource source)
    {
        var folder = FolderOf(store, symbol, bar, source);
        if (!Directory.Exists(folder)) yield break;
        foreach (var year in Directory.EnumerateDirectories(folder, "year=*").Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(year, BarsFile);
            if (TryYear(Path.GetFileName(year), out var number) && File.Exists(path)) yield return (path, number);
        }
    }

    /// <summary>What a path below the store says of its file; false when this store keeps no file there.</summary>
    public static bool TryParse(string store, string path, [NotNullWhen(true)] out string? symbol, out BarSpec bar, out BarSource source, out int year)
    {
        (symbol, bar, source, year) = (null, default, default, 0);
        var parts = Path.GetRelativePath(store, path).Split(Path.DirectorySeparatorChar);
        if (parts.Length != 6 || parts[0] != Bars || parts[5] != BarsFile) return false;
        if (Value(parts[1], "bar=") is not { } kind || Value(parts[2], "symbol=") is not { } name || Value(parts[3], "source=") is not { } from) return false;
        if (!BarSpec.TryParse(kind, out bar, out _) || !InstrumentTable.IsSymbol(name) || !TrySource(from, out source) || !TryYear(parts[4], out year)) return false;
        symbol = name;
        return true;
    }

    /// <summary>The name of a source in paths and results.</summary>
    public static string NameOf(BarSource source) => source switch
    {
        BarSource.Revised => "revised",
        BarSource.Backfilled => "backfilled",
        BarSource.Imported => "imported",
        _ => "live",
    };

    public static bool TrySource(string name, out BarSource source)
    {
        foreach (var known in Enum.GetValues<BarSource>())
        {
            source = known;
            if (NameOf(known) == name) return true;
        }
        source = default;
        return false;
    }

    public static int YearOf(long time) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time)).Year;

    /// <summary>Midnight in New York at the begin of a year, engine time.</summary>
    public static long StartOf(int year) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToInstant());

    static bool TryYear(string folder, out int year)
    {
        year = 0;
        return Value(folder, "year=") is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is > 1900 and < 2200;
    }

    static string? Value(string folder, string key) => folder.StartsWith(key, StringComparison.Ordinal) ? folder[key.Length..] : null;
}
