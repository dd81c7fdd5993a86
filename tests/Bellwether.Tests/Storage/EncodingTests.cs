using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using ParquetSharp;

namespace Bellwether.Tests.Storage;

public sealed class EncodingTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-encodings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>What readers of Parquet know in common; Spark's vectorised one throws at BYTE_STREAM_SPLIT in all versions up to 2026.</summary>
    [Fact]
    public void Files_use_only_encodings_that_common_readers_know_also_where_no_value_comes_twice()
    {
        const int Count = 150_000;
        var random = new SplitMix64(1);
        double[] Different() => [.. Enumerable.Range(0, Count).Select(_ => 100 + random.NextDouble())];
        var begin = EngineTime.From(Instant.FromUtc(2024, 1, 2, 9, 0));
        long[] times = [.. Enumerable.Range(0, Count).Select(i => begin + (i * EngineTime.Millisecond))];
        using var store = BarStore.OpenForWriting(folder);
        var bars = BarRows.OfLength(Count);
        times.CopyTo(bars.Time, 0);
        foreach (var column in (double[][])[bars.Open, bars.High, bars.Low, bars.Close, bars.Volume, bars.Vwap]) Different().CopyTo(column, 0);
        for (var i = 0; i < Count; i++) bars.Trades[i] = i % 3 == 0 ? -1 : random.NextInt(1_000);
        store.Write("A", BarSpec.OneMinute, BarSource.Imported, bars);
        string?[] marks = [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0 ? null : "N")];
        TickStore.Write(store, TickTable.Trades, "A", BarSource.Imported, new TickRows(times, [Different(), Different()], marks, marks, new bool[Count]));
        TickStore.Write(store, TickTable.Quotes, "A", BarSource.Imported, new TickRows(times, [Different(), Different(), Different(), Different()], marks, marks, new bool[Count]));

        Encoding[] known = [Encoding.Plain, Encoding.PlainDictionary, Encoding.RleDictionary, Encoding.Rle, Encoding.DeltaBinaryPacked];
        string[] files = [.. Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories)];
        Assert.Equal(3, files.Length);
        foreach (var path in files)
        {
            using var file = new ParquetFileReader(path);
            using var group = file.RowGroup(0);
            for (var c = 0; c < file.FileMetaData.NumColumns; c++) Assert.Subset(known.ToHashSet(), group.MetaData.GetColumnChunkMetaData(c).Encodings.ToHashSet());
        }
        Assert.Equal(bars.Vwap, store.Read("A", BarSpec.OneMinute, long.MinValue, long.MaxValue).Vwap);
    }
}
