using System.IO.Compression;
using System.IO.Hashing;
using Bellwether.Core;
using Bellwether.MarketData;
using ParquetSharp;
using ParquetSharp.IO;

namespace Bellwether.Storage;

/// <summary>What the rows of a file are to be.</summary>
public enum ImportKind
{
    /// <summary>What its columns say.</summary>
    Any,
    Bars,
    Trades,

    /// <summary>One by one or as bars, which the columns say.</summary>
    Quotes,
}

/// <summary>What was taken from one file, or from one file of an archive.</summary>
/// <param name="File">The path, with the name in the archive behind it.</param>
/// <param name="Noun">What its rows are.</param>
/// <param name="Replaced">Rows that had other values, or made way.</param>
public sealed record ImportResult(string File, string Symbol, string Noun, long Added, long Unchanged, long Replaced);

/// <summary>Files of the user's into a store: CSV, gzip of it, Parquet, and zip archives of these.</summary>
public static class ImportFile
{
    /// <summary>Takes a file; each file of an archive is checked whole before the first row of it is stored.</summary>
    /// <param name="symbol">Null = the ticker that a file is named after (<c>IBM.csv</c>, <c>IBM_20131007.csv.gz</c>).</param>
    /// <param name="bar">Length of the bars; null = days when the time is a date, else minutes.</param>
    /// <exception cref="DataFileException">A file that cannot be used, by line and column, or a store that cannot be written.</exception>
    public static IEnumerable<ImportResult> Take(BarStore store, string path, string? symbol, ImportKind kind, BarSpec? bar, ColumnMapping mapping)
    {
        foreach (var (label, name, table, spec) in Tables(path, kind, bar, mapping))
        {
            var ticker = symbol ?? SymbolOf(name) ?? throw new DataFileException(label, "is not named after a ticker; name it with --symbol, such as --symbol IBM");
            if (table.Schema == ImportSchema.Bars)
            {
                var result = store.Write(ticker, spec, BarSource.Imported, table.ToBars(BarSource.Imported));
                yield return new ImportResult(label, ticker, table.Schema.Noun, result.Added, result.Unchanged, result.Replaced);
                continue;
            }
            var ticks = table.Schema == ImportSchema.Trades ? TickTable.Trades : table.Schema == ImportSchema.Quotes ? TickTable.Quotes : TickTable.QuoteBars(spec);
            var written = TickStore.Write(store, ticks, ticker, BarSource.Imported, table.ToTicks(ticks));
            yield return new ImportResult(label, ticker, table.Schema.Noun, written.Added, written.Unchanged, written.Removed);
        }
    }

    /// <summary>The ticker that a file is named after, with or without digits of a day behind it; null when there is none.</summary>
    public static string? SymbolOf(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in (string[])[".gz", ".csv", ".txt", ".parquet"])
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        var underscore = name.IndexOf('_', StringComparison.Ordinal);
        if (underscore > 0 && name[(underscore + 1)..].All(char.IsAsciiDigit)) name = name[..underscore];
        return InstrumentTable.IsSymbol(name) ? name : null;
    }

    static IEnumerable<(string Label, string Name, ImportTable Table, BarSpec Bar)> Tables(string path, ImportKind kind, BarSpec? bar, ColumnMapping mapping)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            var (table, spec) = path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? OfParquet(path, () => new ParquetFileReader(path), kind, bar, mapping) : OfText(path, DataFileText.Read(path), kind, bar, mapping);
            yield return (path, path, table, spec);
            yield break;
        }
        foreach (var (label, name, bytes) in Entries(path))
        {
            var (table, spec) = name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
                ? OfParquet(label, () => new ParquetFileReader(new ManagedRandomAccessFile(new MemoryStream(bytes, writable: false))), kind, bar, mapping)
                : OfText(label, DataFileText.Of(bytes, label, isPacked: name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)), kind, bar, mapping);
            yield return (label, name, table, spec);
        }
    }

    static (ImportTable, BarSpec) OfText(string label, DataFileText text, ImportKind kind, BarSpec? bar, ColumnMapping mapping)
    {
        using (text)
        {
            var spec = bar ?? (HasDates(text.Bytes) && mapping.IsNone ? BarSpec.Daily : BarSpec.OneMinute);
            return (new ImportCsv(text.Bytes, label, Wanted(kind, text.Bytes), spec, mapping).Read(), spec);
        }
    }

    static (ImportTable, BarSpec) OfParquet(string label, Func<ParquetFileReader> open, ImportKind kind, BarSpec? bar, ColumnMapping mapping)
    {
        try
        {
            using var file = open();
            var schema = file.FileMetaData.Schema;
            var hasBars = Enumerable.Range(0, schema.NumColumns).Any(i => schema.Column(i).Name.Equals("bid_open", StringComparison.OrdinalIgnoreCase));
            var spec = bar ?? BarSpec.OneMinute;
            return (ImportParquet.Read(file, label, kind == ImportKind.Quotes && hasBars ? ImportSchema.QuoteBars : Wanted(kind, []), spec, mapping), spec);
        }
        catch (Exception problem) when (BarParquet.IsDamage(problem))
        {
            throw new DataFileException(label, $"cannot be read as Parquet: {BarParquet.Reason(problem)}; expected one whole Parquet file, copy it again", problem);
        }
    }

    static ImportSchema? Wanted(ImportKind kind, ReadOnlySpan<byte> text) => kind switch
    {
        ImportKind.Bars => ImportSchema.Bars,
        ImportKind.Trades => ImportSchema.Trades,
        ImportKind.Quotes => FirstLine(text).IndexOf("bid_open"u8) >= 0 ? ImportSchema.QuoteBars : ImportSchema.Quotes,
        _ => null,
    };

    static bool HasDates(ReadOnlySpan<byte> text) => FirstLine(text).StartsWith("date,"u8);

    static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }

    static IEnumerable<(string Label, string Name, byte[] Bytes)> Entries(string path)
    {
        var found = false;
        using var archive = Opened(path);
        foreach (var entry in archive.Entries)
        {
            if (entry.Name.Length == 0 || entry.Name[0] == '.' || !((string[])[".csv", ".csv.gz", ".txt", ".parquet"]).Any(e => entry.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase))) continue;
            found = true;
            yield return (path + "!" + entry.FullName, entry.Name, Unpacked(path, entry));
        }
        if (!found) throw new DataFileException(path, "holds no .csv, .csv.gz, .txt or .parquet file; expected an archive of data files");
    }

    static ZipArchive Opened(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataFileException(path, problem is FileNotFoundException or DirectoryNotFoundException ? "there is no such file; check the path" : $"cannot be read as a zip archive: {problem.Message}; pack or copy it again", problem);
        }
    }

    static byte[] Unpacked(string path, ZipArchiveEntry entry)
    {
        try
        {
            if (entry.Length > Array.MaxLength) throw new DataFileException(path + "!" + entry.FullName, "holds more than 2 GB; unpack it and split it by year");
            using var from = entry.Open();
            using var to = new MemoryStream(checked((int)entry.Length));
            from.CopyTo(to);
            var bytes = to.ToArray();
            return Crc32.HashToUInt32(bytes) == entry.Crc32 ? bytes : throw new InvalidDataException("its checksum is not that of the archive");
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw new DataFileException(path + "!" + entry.FullName, $"cannot be unpacked: {problem.Message}; pack or copy the archive again", problem);
        }
    }
}
