using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.Storage;

public sealed class BarScanTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-scan-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Minutes around New Year, so many that a scan takes them in several pieces and files.</summary>
    static BarRows Minutes(int count)
    {
        var rows = BarRows.OfLength(count);
        var time = EngineTime.From(Instant.FromUtc(2023, 12, 20, 9, 0));
        for (var i = 0; i < count; i++)
        {
            var price = 100 + (i % 977 / 100.0);
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i], rows.Vwap[i], rows.Trades[i]) = (time, price, price + 1, price - 1, price, i % 31, double.NaN, -1);
            time += EngineTime.Minute;
        }
        return rows;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Straight_from_the_files_bars_are_those_of_the_rows_read_whole(int statedEvery)
    {
        using var store = BarStore.OpenForWriting(folder);
        var rows = Minutes(30_000);
        // Averages and numbers of trades of no bar, of all, or of some.
        for (var i = 0; statedEvery > 0 && i < rows.Count; i++)
            if (i % statedEvery == 0 || i is > 9_000 and < 20_000) (rows.Vwap[i], rows.Trades[i]) = (rows.Close[i] + (i % 13 / 100.0), i % 17);
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, rows);
        string[] kinds = ["1m", "5m", "7m", "1h", "1d", "1w", "1mo"];
        Gen.Select(Gen.Int[-100, 30_100], Gen.Int[0, 30_000], Gen.Int[0, 6], Gen.Bool).Sample((from, length, kind, all) =>
        {
            Assert.True(BarSpec.TryParse(kinds[kind], out var spec, out _));
            var start = rows.Time[0] + (from * EngineTime.Minute);
            var query = new BarQuery(start, start + (length * EngineTime.Minute), spec, all ? SessionHours.Extended : SessionHours.Regular);
            var expected = BarStoreQueries.Answer("IBM", rows, rows.ToColumns("IBM"), query);
            var actual = store.Query("IBM", query);
            // The last bar of the reach may be one whose end was not seen.
            Assert.Equal(expected.Bars.Select(b => b with { IsComplete = true }), actual.Bars.Select(b => b with { IsComplete = true }));
            Assert.Equal(expected.Bars.Select(_ => "live"), actual.Sources);
        }, iter: 60);
    }

    [Fact]
    public void Damage_is_found_at_the_first_reading_and_after_a_change()
    {
        using var store = BarStore.OpenForWriting(folder);
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Minutes(500));
        var query = new BarQuery(long.MinValue, long.MaxValue, BarSpec.Daily, SessionHours.Extended);
        Assert.NotEmpty(store.Query("IBM", query).Bars);
        var path = store.Files().Single().Path;
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < 64; i++) bytes[(bytes.Length / 3) + i] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Assert.Contains(path, Assert.Throws<DataFileException>(() => store.Query("IBM", query)).Message);
    }
}
