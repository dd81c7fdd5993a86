using Bellwether.MarketData;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Bellwether.Storage;

/// <summary>Answers as one Parquet table: <c>symbol, time_utc, open, high, low, close, volume, vwap, trades, source</c>, with the types of the store's own files.</summary>
public static class AnswerParquet
{
    /// <summary>Writes the bars of all answers, one after the other, to a stream that it does not close.</summary>
    public static void Write(Stream stream, IReadOnlyList<BarAnswer> answers)
    {
        using var schema = Schema();
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd).DisableDictionary("time_utc").EnablePageChecksum().Encoding("time_utc", Encoding.DeltaBinaryPacked);
        using var properties = builder.Build();
        using var sink = new ManagedOutputStream(stream, leaveOpen: true);
        using var file = new ParquetFileWriter(sink, schema, properties, null);
        foreach (var answer in answers)
        {
            var bars = answer.Bars;
            using var group = file.AppendRowGroup();
            Words(group, [.. Enumerable.Repeat(answer.Symbol, bars.Count)]);
            Column<long>(group, [.. bars.Select(b => b.Time / 1_000)]);
            foreach (var value in (Func<AggregatedBar, double>[])[b => b.Open, b => b.High, b => b.Low, b => b.Close, b => b.Volume]) Column<double>(group, [.. bars.Select(value)]);
            Optional<double>(group, [.. bars.Select(b => double.IsNaN(b.Vwap) ? (double?)null : b.Vwap)]);
            Optional<long>(group, [.. bars.Select(b => b.Trades < 0 ? (long?)null : b.Trades)]);
            Words(group, [.. answer.Sources]);
            group.Close();
        }
        file.Close();
    }

    /// <summary>Writes a file that is seen whole or not at all.</summary>
    /// <exception cref="DataFileException">The disk is full, or refuses for another reason; what was there before is there still.</exception>
    public static void Write(string path, IReadOnlyList<BarAnswer> answers) => AtomicFile.Write(path, stream => Write(stream, answers));

    static GroupNode Schema() => new("bars", Repetition.Required,
    [
        new PrimitiveNode("symbol", Repetition.Required, LogicalType.String(), PhysicalType.ByteArray),
        new PrimitiveNode("time_utc", Repetition.Required, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros), PhysicalType.Int64),
        .. ((string[])["open", "high", "low", "close", "volume"]).Select(n => new PrimitiveNode(n, Repetition.Required, LogicalType.None(), PhysicalType.Double)),
        new PrimitiveNode("vwap", Repetition.Optional, LogicalType.None(), PhysicalType.Double),
        new PrimitiveNode("trades", Repetition.Optional, LogicalType.None(), PhysicalType.Int64),
        new PrimitiveNode("source", Repetition.Required, LogicalType.String(), PhysicalType.ByteArray),
    ]);

    static void Column<T>(RowGroupWriter group, T[] values) where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values);
    }

    static void Optional<T>(RowGroupWriter group, T?[] values) where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values.Length, [.. values.Select(v => (short)(v is null ? 0 : 1))], null, [.. values.Where(v => v is not null).Select(v => v!.Value)]);
    }

    static void Words(RowGroupWriter group, string[] values)
    {
        using var column = group.NextColumn();
        using var writer = column.LogicalWriter<string>();
        writer.WriteBatch(values);
    }
}
