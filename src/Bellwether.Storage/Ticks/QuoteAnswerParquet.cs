using Bellwether.MarketData;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Bellwether.Storage;

/// <summary>Bars of quotes as one Parquet table, with the types of the store's own files; a price that was not quoted is null.</summary>
public static class QuoteAnswerParquet
{
    static readonly (string Name, Func<QuoteBar, double> Of)[] Prices =
    [
        ("bid_open", b => b.Bid.Open), ("bid_high", b => b.Bid.High), ("bid_low", b => b.Bid.Low), ("bid_close", b => b.Bid.Close), ("bid_size", b => b.Bid.Size),
        ("ask_open", b => b.Ask.Open), ("ask_high", b => b.Ask.High), ("ask_low", b => b.Ask.Low), ("ask_close", b => b.Ask.Close), ("ask_size", b => b.Ask.Size),
        ("mid_open", b => b.Mid.Open), ("mid_high", b => b.Mid.High), ("mid_low", b => b.Mid.Low), ("mid_close", b => b.Mid.Close),
        ("spread_mean", b => b.SpreadMean), ("spread_low", b => b.SpreadLow), ("spread_high", b => b.SpreadHigh),
    ];

    /// <summary>Names of the columns, in order: those of <c>data bars --quote all</c>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["symbol", "time_utc", .. Prices.Select(p => p.Name), "updates", "crossed", "source"];

    /// <summary>Writes the bars of all answers, one after the other, to a stream that it does not close.</summary>
    public static void Write(Stream stream, IReadOnlyList<QuoteBarAnswer> answers)
    {
        using var schema = new GroupNode("quote_bars", Repetition.Required,
        [
            new PrimitiveNode("symbol", Repetition.Required, LogicalType.String(), PhysicalType.ByteArray),
            new PrimitiveNode("time_utc", Repetition.Required, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros), PhysicalType.Int64),
            .. Prices.Select(p => new PrimitiveNode(p.Name, Repetition.Optional, LogicalType.None(), PhysicalType.Double)),
            new PrimitiveNode("updates", Repetition.Required, LogicalType.None(), PhysicalType.Int64),
            new PrimitiveNode("crossed", Repetition.Required, LogicalType.None(), PhysicalType.Int64),
            new PrimitiveNode("source", Repetition.Required, LogicalType.String(), PhysicalType.ByteArray),
        ]);
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd).EnablePageChecksum();
        using var properties = builder.Build();
        using var sink = new ManagedOutputStream(stream, leaveOpen: true);
        using var file = new ParquetFileWriter(sink, schema, properties, null);
        foreach (var (symbol, bars, source) in answers)
        {
            using var group = file.AppendRowGroup();
            Words(group, symbol, bars.Count);
            Numbers(group, [.. bars.Select(b => b.Time / 1_000)]);
            foreach (var (_, of) in Prices) Known(group, [.. bars.Select(of)]);
            Numbers(group, [.. bars.Select(b => b.Updates)]);
            Numbers(group, [.. bars.Select(b => b.Crossed)]);
            Words(group, source, bars.Count);
            group.Close();
        }
        file.Close();
    }

    static void Numbers(RowGroupWriter group, long[] values)
    {
        using var column = (ColumnWriter<long>)group.NextColumn();
        column.WriteBatch(values);
    }

    static void Known(RowGroupWriter group, double[] values)
    {
        using var column = (ColumnWriter<double>)group.NextColumn();
        column.WriteBatch(values.Length, [.. values.Select(v => (short)(double.IsNaN(v) ? 0 : 1))], null, [.. values.Where(v => !double.IsNaN(v))]);
    }

    static void Words(RowGroupWriter group, string word, int count)
    {
        using var column = group.NextColumn();
        using var writer = column.LogicalWriter<string>();
        writer.WriteBatch([.. Enumerable.Repeat(word, count)]);
    }
}
