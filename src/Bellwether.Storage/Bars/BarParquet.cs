using Bellwether.MarketData;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Bellwether.Storage;

/// <summary>
/// Bars in one Parquet file, for any reader of the format: <c>time_utc</c> (timestamp in microseconds, UTC), <c>open, high, low, close, volume</c> (double), <c>vwap</c> (double
/// or null), <c>trades</c> (int64 or null). Times rise. Prices and volumes are numbers of a dictionary, times are kept as differences: that is a fifth of
/// the plain form and was the fastest to read of the small ones. Each page has a checksum; an index of pages, which would have none, is not written.
/// </summary>
static class BarParquet
{
    /// <summary>So many that a dictionary of different values still fits on its page of a megabyte.</summary>
    const int RowsInAGroup = 1 << 17;
    const string ContentKey = "bellwether.content";
    static readonly string[] Prices = ["open", "high", "low", "close"];

    /// <summary>Writes all rows to a stream that it does not close.</summary>
    public static void Write(Stream stream, BarRows rows)
    {
        using var schema = Schema();
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd).DisableDictionary().EnablePageChecksum().DisableWritePageIndex().Encoding("time_utc", Encoding.DeltaBinaryPacked).Encoding("trades", Encoding.DeltaBinaryPacked);
        // Not BYTE_STREAM_SPLIT, which would pack averages better: Spark's reader did not know it before 2026.
        foreach (var column in (string[])[.. Prices, "volume", "vwap"]) builder.EnableDictionary(column);
        using var properties = builder.Build();
        using var sink = new ManagedOutputStream(stream, leaveOpen: true);
        using var file = new ParquetFileWriter(sink, schema, properties, new Dictionary<string, string> { [ContentKey] = ContentHash.Of(rows) });
        for (var from = 0; from == 0 || from < rows.Count; from += RowsInAGroup)
        {
            var length = Math.Min(RowsInAGroup, rows.Count - from);
            using var group = file.AppendRowGroup();
            var times = new long[length];
            for (var i = 0; i < length; i++) times[i] = rows.Time[from + i] / 1_000;
            Column(group, times);
            foreach (var column in (double[][])[rows.Open, rows.High, rows.Low, rows.Close, rows.Volume]) Column<double>(group, column.AsSpan(from, length));
            Optional(group, rows.Vwap.AsSpan(from, length), value => !double.IsNaN(value));
            Optional(group, rows.Trades.AsSpan(from, length), value => value >= 0);
            group.Close();
        }
        file.Close();
    }

    /// <summary>Reads a file whole and checks its order.</summary>
    /// <param name="verify">Checks the checksum of each page.</param>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public static BarRows Read(string path, BarSource source, bool verify = true)
    {
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            if (verify) properties.EnablePageChecksumVerification();
            using var file = new ParquetFileReader(path, properties);
            CheckSchema(path, file);
            var rows = BarRows.OfLength(checked((int)file.FileMetaData.NumRows));
            Array.Fill(rows.Source, source);
            var at = 0;
            for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                var length = checked((int)group.MetaData.NumRows);
                Fill<long>(group, 0, rows.Time.AsSpan(at, length));
                var column = 1;
                foreach (var values in (double[][])[rows.Open, rows.High, rows.Low, rows.Close, rows.Volume]) Fill<double>(group, column++, values.AsSpan(at, length));
                FillOptional(group, 6, rows.Vwap.AsSpan(at, length), double.NaN);
                FillOptional(group, 7, rows.Trades.AsSpan(at, length), -1L);
                at += length;
            }
            ToEngineTime(path, rows.Time);
            return rows;
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw Damaged(path, problem);
        }
    }

    /// <summary>The times of a file alone, and their order checked.</summary>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public static long[] ReadTimes(string path)
    {
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnablePageChecksumVerification();
            using var file = new ParquetFileReader(path, properties);
            CheckSchema(path, file);
            var times = new long[checked((int)file.FileMetaData.NumRows)];
            for (int g = 0, at = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                var length = checked((int)group.MetaData.NumRows);
                Fill<long>(group, 0, times.AsSpan(at, length));
                at += length;
            }
            ToEngineTime(path, times);
            return times;
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw Damaged(path, problem);
        }
    }

    /// <summary>The checksum over all values that the file carries; null when it carries none.</summary>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public static string? ContentOf(string path)
    {
        try
        {
            using var file = new ParquetFileReader(path);
            return file.FileMetaData.KeyValueMetadata.GetValueOrDefault(ContentKey);
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw Damaged(path, problem);
        }
    }

    /// <summary>Rows, first and last time of a file, from its footer alone; times are meaningless in a file without rows.</summary>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public static (long Rows, long First, long Last) Describe(string path)
    {
        try
        {
            using var file = new ParquetFileReader(path);
            CheckSchema(path, file);
            var (first, last) = (long.MaxValue, long.MinValue);
            for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                if (TimesOf(group) is { } times) (first, last) = (Math.Min(first, times.First), Math.Max(last, times.Last));
            }
            return (file.FileMetaData.NumRows, first, last);
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw Damaged(path, problem);
        }
    }

    static void ToEngineTime(string path, long[] microseconds)
    {
        var last = long.MinValue;
        ToEngineTime(path, microseconds, ref last);
    }

    /// <summary>Microseconds to engine time in place; times must rise, also from the last one of the piece before.</summary>
    internal static void ToEngineTime(string path, Span<long> microseconds, ref long last)
    {
        if (!ColumnTimes.TryToEngineTime(microseconds, strictly: true, ref last))
            throw new DataFileException(path, "holds a row that is not later than the row before it; the file was not written by this program, import it instead");
    }

    /// <summary>First and last time of a group, engine time; null when its footer does not tell.</summary>
    internal static (long First, long Last)? TimesOf(RowGroupReader group) =>
        group.MetaData.GetColumnChunkMetaData(0).Statistics is Statistics<long> { HasMinMax: true } times ? (times.Min * 1_000, times.Max * 1_000) : null;

    static GroupNode Schema() => new("bars", Repetition.Required,
    [
        new PrimitiveNode("time_utc", Repetition.Required, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros), PhysicalType.Int64),
        .. Prices.Select(name => new PrimitiveNode(name, Repetition.Required, LogicalType.None(), PhysicalType.Double)),
        new PrimitiveNode("volume", Repetition.Required, LogicalType.None(), PhysicalType.Double),
        new PrimitiveNode("vwap", Repetition.Optional, LogicalType.None(), PhysicalType.Double),
        new PrimitiveNode("trades", Repetition.Optional, LogicalType.None(), PhysicalType.Int64),
    ]);

    internal static void CheckSchema(string path, ParquetFileReader file)
    {
        using var expected = Schema();
        var schema = file.FileMetaData.Schema;
        var names = Enumerable.Range(0, schema.NumColumns).Select(i => schema.Column(i).Name).ToArray();
        var types = Enumerable.Range(0, schema.NumColumns).Select(i => schema.Column(i).PhysicalType).ToArray();
        PhysicalType[] wanted = [PhysicalType.Int64, .. Enumerable.Repeat(PhysicalType.Double, 6), PhysicalType.Int64];
        if (!names.SequenceEqual(expected.Fields.Select(f => f.Name)) || !types.SequenceEqual(wanted))
            throw new DataFileException(path, $"has the columns {string.Join(", ", names)}; expected {string.Join(", ", expected.Fields.Select(f => f.Name))} as this store writes them; import other files instead");
    }

    static void Column<T>(RowGroupWriter group, ReadOnlySpan<T> values) where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values);
    }

    static void Optional<T>(RowGroupWriter group, ReadOnlySpan<T> values, Func<T, bool> isKnown) where T : unmanaged
    {
        var (levels, known, count) = (new short[values.Length], new T[values.Length], 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!isKnown(values[i])) continue;
            levels[i] = 1;
            known[count++] = values[i];
        }
        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values.Length, levels, null, known.AsSpan(0, count));
    }

    static void Fill<T>(RowGroupReader group, int index, Span<T> into) where T : unmanaged
    {
        using var column = (ColumnReader<T>)group.Column(index);
        ColumnRun.Fill(column, into);
    }

    static void FillOptional<T>(RowGroupReader group, int index, Span<T> into, T unknown) where T : unmanaged
    {
        using var column = (ColumnReader<T>)group.Column(index);
        ColumnRun.FillOptional(column, into, unknown);
    }

    internal static bool IsDamage(Exception problem) => problem is ParquetException or OverflowException or InvalidCastException or InvalidDataException or IOException;

    internal static DataFileException Damaged(string path, Exception problem) =>
        new(path, $"cannot be read as Parquet: {Reason(problem)}; the file is damaged or not of this store: restore it, or remove it and fetch or import its range again", problem);

    /// <summary>The native reader wraps its sentence in the name of a C++ type.</summary>
    internal static string Reason(Exception problem)
    {
        const string Mark = "(message: '";
        var (text, at) = (problem.Message.Split('\n')[0], problem.Message.IndexOf(Mark, StringComparison.Ordinal));
        if (at < 0 || at >= text.Length) return text;
        var sentence = text[(at + Mark.Length)..];
        return (sentence.EndsWith("')", StringComparison.Ordinal) ? sentence[..^2] : sentence.TrimEnd('\'')).TrimEnd('.');
    }
}
