using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Storage;

public sealed class TickStoreTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-ticks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static readonly long Open = EngineTime.From(Instant.FromUtc(2024, 3, 5, 14, 30));

    static TickRows Trades(params (int Second, double Price, double Size, bool Suspicious)[] trades) => new(
        [.. trades.Select(t => Open + (t.Second * EngineTime.Second))], [[.. trades.Select(t => t.Price)], [.. trades.Select(t => t.Size)]],
        [.. trades.Select((_, i) => i % 2 == 0 ? "N" : null)], [.. trades.Select((_, i) => i % 2 == 0 ? null : "2000")], [.. trades.Select(t => t.Suspicious)]);

    static TickWriteResult Write(BarStore store, TickRows rows) => TickStore.Write(store, TickTable.Trades, "IBM", BarSource.Imported, rows);

    static TickRows All(BarStore store) => TickStore.Read(store, TickTable.Trades, "IBM", BarSource.Imported, long.MinValue, long.MaxValue);

    [Fact]
    public void Trades_of_one_time_keep_their_order_and_every_mark()
    {
        using var store = BarStore.OpenForWriting(folder);
        var rows = Trades((0, 10, 1, false), (0, 9, 2, true), (0, 11, 3, false), (40_000, 12, 4, false));
        Assert.Equal(new TickWriteResult(4, 0, 0), Write(store, rows));
        Assert.True(rows.Same(All(store)));
        // 40,000 seconds later it is 20:36 of the same New York day and the next day in UTC.
        Assert.Equal(["trades/symbol=IBM/source=imported/year=2024/2024-03-05.parquet"], Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)));
    }

    [Fact]
    public void The_range_of_a_write_is_replaced_and_the_rest_stays()
    {
        using var store = BarStore.OpenForWriting(folder);
        var morning = Trades((0, 10, 1, false), (1, 11, 1, false), (2, 12, 1, false));
        Write(store, morning);
        Assert.Equal(new TickWriteResult(0, 3, 0), Write(store, morning));
        Assert.Equal(new TickWriteResult(2, 0, 0), Write(store, Trades((3, 13, 1, false), (4, 14, 1, false))));
        Assert.Equal(new TickWriteResult(2, 0, 3), Write(store, Trades((1, 20, 1, false), (3, 21, 1, false))));
        Assert.Equal([10, 20, 21, 14], All(store).Values[0]);
    }

    [Fact]
    public void Suspicious_trades_and_those_without_a_size_make_no_bar()
    {
        using var store = BarStore.OpenForWriting(folder);
        Write(store, Trades((0, 10, 1, false), (1, 99, 5, true), (2, 98, 0, false), (3, 11, 2, false)));
        var trades = TickStore.ReadTrades(store, "IBM", BarSource.Imported, long.MinValue, long.MaxValue);
        Assert.Equal([10.0, 11], trades.Price.ToArray());
        Assert.Equal([11.0], TickStore.ReadTrades(store, "IBM", BarSource.Imported, Open + 1, long.MaxValue).Price.ToArray());
        Assert.Equal([10.0], TickStore.ReadTrades(store, "IBM", BarSource.Imported, Open, Open + EngineTime.Second).Price.ToArray());
    }

    [Fact]
    public void Out_of_order_is_refused()
    {
        using var store = BarStore.OpenForWriting(folder);
        Assert.Throws<ArgumentException>(() => Write(store, Trades((1, 10, 1, false), (0, 10, 1, false))));
        using var reading = BarStore.Open(folder);
        Assert.Throws<InvalidOperationException>(() => Write(reading, Trades((1, 10, 1, false))));
    }
}
