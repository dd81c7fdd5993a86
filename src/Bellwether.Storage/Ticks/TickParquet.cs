using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Bellwether.Storage;

/// <summary>
/// Rows of the tape in one Parquet file: <c>time_utc</c> (timestamp in microseconds, UTC), the numbers of the table (double), <c>exchange</c> and <c>condition</c> (text or null),
/// <c>suspicious</c> (boolean). Times do not fall. Packed as bars are.
/// </summary>
static class TickParquet
{
    const int RowsInAGroup = 1 << 20;

    public static int SuspiciousOf(TickTable table) => 1 + table.Values.Count + 2;

    /// <summary>Writes all rows to a stream that it does not close.</summary>
    public static void Write(Stream stream, TickTable table, TickRows rows)
    {
        using var schema = Schema(table);
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd).DisableDictionary("time_utc").EnablePageChecksum().DisableWritePageIndex().Encoding("time_utc", Encoding.DeltaBinaryPacked);
        using var properties = builder.Build();
        using var sink = new ManagedOutputStream(stream, leaveOpen: true);
        using var file = new ParquetFileWriter(sink, schema, properties, null);
        for (var from = 0; from == 0 || from < rows.Count; from += RowsInAGroup)
        {
            var length = Math.Min(RowsInAGroup, rows.Count - from);
            using var group = file.AppendRowGroup();
            var times = new long[length];
            for (var i = 0; i < length; i++) times[i] = rows.Time[from + i] / 1_000;
            Column<long>(group, times);
            foreach (var values in rows.Values)
            {
                if (table.IsOptional) Optional(group, values.AsSpan(from, length));
                else Column<double>(group, values.AsSpan(from, length));
            }
            if (table.HasMarks)
            {
                Text(group, rows.Exchange.AsSpan(from, length));
                Text(group, rows.Condition.AsSpan(from, length));
                Column<bool>(group, rows.Suspicious.AsSpan(from, length));
            }
            group.Close();
        }
        file.Close();
    }

    /// <summary>Reads a file whole and checks its order.</summary>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public static TickRows Read(string path, TickTable table)
    {
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnablePageChecksumVerification();
            using var file = new ParquetFileReader(path, properties);
            CheckSchema(path, file, table);
            var count = checked((int)file.FileMetaData.NumRows);
            var marks = table.HasMarks ? count : 0;
            var rows = new TickRows(new long[count], [.. table.Values.Select(_ => new double[count])], new string?[marks], new string?[marks], new bool[marks]);
            for (int g = 0, at = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                var length = checked((int)group.MetaData.NumRows);
                Fill<long>(group, 0, rows.Time.AsSpan(at, length));
                for (var c = 0; c < rows.Values.Length; c++)
                {
                    if (table.IsOptional) FillOptional(group, 1 + c, rows.Values[c].AsSpan(at, length));
                    else Fill<double>(group, 1 + c, rows.Values[c].AsSpan(at, length));
                }
                if (table.HasMarks)
                {
                    Words(group, 1 + rows.Values.Length, rows.Exchange.AsSpan(at, length));
                    Words(group, 2 + rows.Values.Length, rows.Condition.AsSpan(at, length));
                    Fill<bool>(group, SuspiciousOf(table), rows.Suspicious.AsSpan(at, length));
                }
                at += length;
            }
            var last = long.MinValue;
            ToEngineTime(path, rows.Time, ref last);
            return rows;
        }
        catch (Exception problem) when (BarParquet.IsDamage(problem))
        {
            throw BarParquet.Damaged(path, problem);
        }
    }

    /// <summary>Microseconds to engine time in place; times must not fall.</summary>
    internal static void ToEngineTime(string path, Span<long> microseconds, ref long last)
    {
        if (!ColumnTimes.TryToEngineTime(microseconds, strictly: false, ref last))
            throw new DataFileException(path, "holds a row that is earlier than the row before it; the file was not written by this program, import it instead");
    }

    internal static void CheckSchema(string path, ParquetFileReader file, TickTable table)
    {
        using var expected = Schema(table);
        var schema = file.FileMetaData.Schema;
        var columns = Enumerable.Range(0, schema.NumColumns).Select(i => (schema.Column(i).Name, schema.Column(i).PhysicalType)).ToArray();
        var wanted = expected.Fields.Cast<PrimitiveNode>().Select(f => (f.Name, f.PhysicalType)).ToArray();
        if (!columns.SequenceEqual(wanted))
            throw new DataFileException(path, $"has the columns {string.Join(", ", columns.Select(c => c.Name))}; expected {string.Join(", ", wanted.Select(c => c.Name))} as this store writes them; import other files instead");
    }

    static GroupNode Schema(TickTable table)
    {
        var number = table.IsOptional ? Repetition.Optional : Repetition.Required;
        return new("ticks", Repetition.Required,
        [
            new PrimitiveNode("time_utc", Repetition.Required, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros), PhysicalType.Int64),
            .. table.Values.Select(name => new PrimitiveNode(name, number, LogicalType.None(), PhysicalType.Double)),
            .. table.HasMarks
                ? (PrimitiveNode[])
                [
                    new("exchange", Repetition.Optional, LogicalType.String(), PhysicalType.ByteArray),
                    new("condition", Repetition.Optional, LogicalType.String(), PhysicalType.ByteArray),
                    new("suspicious", Repetition.Required, LogicalType.None(), PhysicalType.Boolean),
                ]
                : [],
        ]);
    }

    static void Column<T>(RowGroupWriter group, ReadOnlySpan<T> values) where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values);
    }

    static void Optional(RowGroupWriter group, ReadOnlySpan<double> values)
    {
        var (levels, known, count) = (new short[values.Length], new double[values.Length], 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            levels[i] = 1;
            known[count++] = values[i];
        }
        using var column = (ColumnWriter<double>)group.NextColumn();
        column.WriteBatch(values.Length, levels, null, known.AsSpan(0, count));
    }

    static void Text(RowGroupWriter group, ReadOnlySpan<string?> values)
    {
        using var column = group.NextColumn();
        using var writer = column.LogicalWriter<string?>();
        writer.WriteBatch(values);
    }

    static void Words(RowGroupReader group, int index, Span<string?> into)
    {
        using var column = group.Column(index);
        using var reader = column.LogicalReader<string?>();
        // There are few different ones: each is kept once.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < into.Length;)
        {
            var read = reader.ReadBatch(into[at..]);
            if (read == 0) throw new InvalidDataException("a column ends before its rows do");
            at += read;
        }
        foreach (ref var word in into)
        {
            if (word is null) continue;
            if (!known.TryGetValue(word, out var same)) known[word] = same = word;
            word = same;
        }
    }

    static void Fill<T>(RowGroupReader group, int index, Span<T> into) where T : unmanaged
    {
        using var column = (ColumnReader<T>)group.Column(index);
        ColumnRun.Fill(column, into);
    }

    static void FillOptional(RowGroupReader group, int index, Span<double> into)
    {
        using var column = (ColumnReader<double>)group.Column(index);
        ColumnRun.FillOptional(column, into, double.NaN);
    }
}
