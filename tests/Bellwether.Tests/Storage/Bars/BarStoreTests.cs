using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.Storage;

public sealed class BarStoreTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-store-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static long Time(int year, int month, int day, int hour, int minute) => EngineTime.From(Instant.FromUtc(year, month, day, hour, minute));

    static BarRows Rows(params (long Time, double Close)[] bars)
    {
        var rows = BarRows.OfLength(bars.Length);
        for (var i = 0; i < bars.Length; i++)
        {
            var (time, close) = bars[i];
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i], rows.Vwap[i], rows.Trades[i], rows.Source[i]) =
                (time, close - 1, close + 2, close - 3, close, 100 + i, i % 2 == 0 ? close + 0.1 : double.NaN, i % 3 == 0 ? -1 : i, BarSource.Imported);
        }
        return rows;
    }

    static void Same(BarRows expected, BarRows actual)
    {
        Assert.Equal(expected.Time, actual.Time);
        for (var i = 0; i < expected.Count; i++) Assert.True(expected.Same(i, actual, i), $"row {i}");
    }

    BarWriteResult Write(BarSource source, BarRows rows, string symbol = "IBM")
    {
        using var store = BarStore.OpenForWriting(folder);
        return store.Write(symbol, BarSpec.OneMinute, source, rows);
    }

    BarRows Read(long from = long.MinValue / 2, long to = long.MaxValue, BarSource? only = null, string symbol = "IBM")
    {
        using var store = BarStore.Open(folder);
        return store.Read(symbol, BarSpec.OneMinute, from, to, only);
    }

    [Fact]
    public void What_was_written_is_read_back_to_the_bit_with_its_gaps_and_unknowns()
    {
        var rows = Rows([.. Enumerable.Range(0, 5_000).Select(i => (Time(2013, 10, 7, 13, 30) + (i * EngineTime.Minute), 100 + (i / 7.0)))]);
        Assert.Equal(new BarWriteResult(5_000, 0, 0), Write(BarSource.Imported, rows));
        Same(rows, Read());
        Assert.All(Read().Source, source => Assert.Equal(BarSource.Imported, source));
    }

    [Fact]
    public void A_range_is_half_open_and_crosses_years_by_New_York_time()
    {
        // 2024-01-01T04:59Z is still 2023 in New York.
        var times = new[] { Time(2023, 12, 29, 14, 30), Time(2024, 1, 1, 4, 59), Time(2024, 1, 1, 5, 0), Time(2024, 1, 2, 14, 30) };
        var rows = Rows([.. times.Select(t => (t, 10.0))]);
        Write(BarSource.Imported, rows);
        Assert.Equal(
            ["bars/bar=1m/symbol=IBM/source=imported/year=2023/bars.parquet", "bars/bar=1m/symbol=IBM/source=imported/year=2024/bars.parquet"],
            Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order());
        Same(rows, Read());
        Assert.Equal(times[1..3], Read(times[1], times[3]).Time);
        Assert.Empty(Read(times[3] + 1).Time);
        Assert.Empty(Read(times[2], times[2]).Time);
        Assert.Empty(Read(symbol: "MSFT").Time);
    }

    [Fact]
    public void Writing_the_same_again_changes_no_file_and_other_values_replace()
    {
        var (a, b, c) = (Time(2024, 3, 5, 14, 30), Time(2024, 3, 5, 14, 31), Time(2024, 3, 5, 14, 32));
        Write(BarSource.Imported, Rows((a, 10), (b, 11)));
        var file = Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.Equal(new BarWriteResult(0, 2, 0), Write(BarSource.Imported, Rows((a, 10), (b, 11))));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));

        Assert.Equal(new BarWriteResult(1, 1, 1), Write(BarSource.Imported, Rows((a, 10), (b, 12), (c, 13))));
        Assert.Equal([10, 12, 13], Read().Close);
    }

    [Fact]
    public void Sources_are_kept_apart_and_the_most_trusted_one_answers()
    {
        var (a, b, c, d) = (Time(2024, 3, 5, 14, 30), Time(2024, 3, 5, 14, 31), Time(2024, 3, 5, 14, 32), Time(2024, 3, 5, 14, 33));
        Write(BarSource.Live, Rows((a, 1), (b, 1), (c, 1), (d, 1)));
        Write(BarSource.Imported, Rows((a, 2), (b, 2), (c, 2)));
        Write(BarSource.Backfilled, Rows((a, 3), (b, 3)));
        Write(BarSource.Revised, Rows((a, 4)));
        var read = Read();
        Assert.Equal([4, 3, 2, 1], read.Close);
        Assert.Equal([BarSource.Revised, BarSource.Backfilled, BarSource.Imported, BarSource.Live], read.Source);
        Assert.Equal([1, 1, 1, 1], Read(only: BarSource.Live).Close);
    }

    [Fact]
    public void The_files_tell_their_ranges()
    {
        Write(BarSource.Imported, Rows((Time(2013, 10, 7, 13, 30), 1), (Time(2013, 10, 8, 13, 30), 1), (Time(2014, 10, 8, 13, 30), 1)));
        Write(BarSource.Live, Rows((Time(2013, 10, 7, 13, 30), 1)), "AAPL");
        using var store = BarStore.Open(folder);
        Assert.Equal(["AAPL", "IBM"], store.Symbols(BarSpec.OneMinute));
        var files = store.Files().ToList();
        Assert.Equal([("AAPL", BarSource.Live, 2013, 1L), ("IBM", BarSource.Imported, 2013, 2L), ("IBM", BarSource.Imported, 2014, 1L)], files.Select(f => (f.Symbol, f.Source, f.Year, f.Rows)));
        Assert.Equal((Time(2013, 10, 7, 13, 30), Time(2013, 10, 8, 13, 30)), (files[1].First, files[1].Last));
    }

    [Fact]
    public void A_second_writer_is_turned_away_and_readers_are_not()
    {
        using var first = BarStore.OpenForWriting(folder);
        Assert.Contains("another bellwether writes to it", Assert.Throws<DataFileException>(() => BarStore.OpenForWriting(folder)).Message);
        first.Write("IBM", BarSpec.OneMinute, BarSource.Imported, Rows((Time(2024, 3, 5, 14, 30), 10)));
        Assert.Equal([10], Read().Close);
    }

    [Fact]
    public void What_an_interrupted_writer_left_is_not_seen_and_is_removed_by_the_next()
    {
        Write(BarSource.Imported, Rows((Time(2024, 3, 5, 14, 30), 10)));
        var file = Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Single();
        File.WriteAllText(file + ".tmp", "half a file");
        Assert.Equal([10], Read().Close);
        Write(BarSource.Imported, Rows((Time(2024, 3, 5, 14, 31), 11)));
        Assert.Equal([10, 11], Read().Close);
        Assert.False(File.Exists(file + ".tmp"));
    }

    [Fact]
    public void No_damaged_byte_is_read_as_data()
    {
        var rows = Rows([.. Enumerable.Range(0, 300).Select(i => (Time(2013, 10, 7, 13, 30) + (i * EngineTime.Minute), 100 + (i / 7.0)))]);
        Write(BarSource.Imported, rows);
        var file = Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x55;
            File.WriteAllBytes(file, damaged);
            try
            {
                Same(rows, Read());
            }
            catch (DataFileException problem)
            {
                Assert.Contains(file, problem.Message);
            }
        }
        for (var length = 0; length < bytes.Length; length += 61)
        {
            File.WriteAllBytes(file, bytes[..length]);
            Assert.Throws<DataFileException>(() => Read());
        }
    }

    [Fact]
    public void Any_order_of_writes_ends_in_the_same_rows() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 3]).Array[1, 60].Sample(steps =>
        {
            var mine = Directory.CreateTempSubdirectory("bellwether-store-").FullName;
            try
            {
                var expected = new SortedDictionary<long, double>();
                using (var store = BarStore.OpenForWriting(mine))
                {
                    var start = Time(2023, 12, 31, 23, 0);
                    foreach (var (minute, close) in steps)
                    {
                        var time = start + (minute * 10 * EngineTime.Minute);
                        store.Write("X", BarSpec.OneMinute, BarSource.Live, Rows((time, close)));
                        expected[time] = close;
                    }
                    var read = store.Read("X", BarSpec.OneMinute, long.MinValue / 2, long.MaxValue);
                    Assert.Equal(expected.Keys, read.Time);
                    Assert.Equal(expected.Values, read.Close);
                }
            }
            finally
            {
                Directory.Delete(mine, recursive: true);
            }
        }, iter: 20);
}
