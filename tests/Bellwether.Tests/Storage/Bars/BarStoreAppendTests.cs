using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.Storage;

public sealed class BarStoreAppendTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-store-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static readonly long Open = EngineTime.From(Instant.FromUtc(2024, 3, 5, 14, 30));

    static long Minute(int number) => Open + (number * EngineTime.Minute);

    static BarRows Rows(params (int Minute, double Close)[] bars)
    {
        var rows = BarRows.OfLength(bars.Length);
        for (var i = 0; i < bars.Length; i++)
        {
            var (minute, close) = bars[i];
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i], rows.Vwap[i], rows.Trades[i]) = (Minute(minute), close, close, close, close, 100, close, 5);
        }
        return rows;
    }

    BarStore Writing() => BarStore.OpenForWriting(folder);

    static BarRows All(BarStore store, BarSource? only = null) => store.Read("IBM", BarSpec.OneMinute, long.MinValue, long.MaxValue, only);

    [Fact]
    public void What_is_appended_stays_as_first_seen_and_the_differing_rows_come_back()
    {
        using var store = Writing();
        Assert.Equal(2, store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Rows((0, 10), (1, 11))).Added);
        var second = store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Rows((0, 10), (1, 99), (2, 12)));
        Assert.Equal((1L, 1L), (second.Added, second.Unchanged));
        Assert.Equal([Minute(1)], second.Differing.Time);
        Assert.Equal([99.0], second.Differing.Close);
        Assert.Equal([10.0, 11, 12], All(store).Close);

        // Kept as a revision, the later word answers while the earlier one is still there.
        store.Write("IBM", BarSpec.OneMinute, BarSource.Revised, second.Differing);
        Assert.Equal([10.0, 99, 12], All(store).Close);
        Assert.Equal([10.0, 11, 12], All(store, BarSource.Live).Close);
    }

    [Fact]
    public void A_replaced_range_holds_the_new_rows_and_nothing_else()
    {
        using var store = Writing();
        store.Write("IBM", BarSpec.OneMinute, BarSource.Imported, Rows((0, 10), (1, 11), (2, 12), (3, 13), (4, 14)));
        Assert.Equal(new BarWriteResult(0, 1, 1, 2), store.Replace("IBM", BarSpec.OneMinute, BarSource.Imported, Minute(1), Minute(4) + 1, Rows((1, 11), (4, 40))));
        Assert.Equal([10.0, 11, 40], All(store).Close);
        Assert.Equal(new BarWriteResult(0, 0, 0, 3), store.Replace("IBM", BarSpec.OneMinute, BarSource.Imported, Minute(0), Minute(9), BarRows.Empty));
        Assert.Equal(0, All(store).Count);
        Assert.Empty(store.Files());
        Assert.Throws<ArgumentException>(() => store.Replace("IBM", BarSpec.OneMinute, BarSource.Imported, Minute(0), Minute(1), Rows((1, 1))));
    }

    [Fact]
    public void Rows_that_could_not_be_read_back_are_refused_before_a_file_is_touched()
    {
        using var store = Writing();
        var twice = Rows((0, 10), (0, 11));
        Assert.Throws<ArgumentException>(() => store.Append("IBM", BarSpec.OneMinute, BarSource.Live, twice));
        var odd = Rows((0, 10));
        odd.Time[0]++;
        Assert.Throws<ArgumentException>(() => store.Write("IBM", BarSpec.OneMinute, BarSource.Live, odd));
        Assert.Throws<ArgumentException>(() => store.Write("../IBM", BarSpec.OneMinute, BarSource.Live, Rows((0, 10))));
        Assert.Equal(["writer.lock"], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        using var reading = BarStore.Open(folder);
        Assert.Throws<InvalidOperationException>(() => reading.Append("IBM", BarSpec.OneMinute, BarSource.Live, Rows((0, 10))));
    }

    [Fact]
    public void A_failing_write_loses_nothing_and_names_the_file()
    {
        using var store = Writing();
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Rows((0, 10)));
        var file = store.Files().Single().Path;
        // A folder in the place of the file in the making is refused by any file system, for any user.
        Directory.CreateDirectory(file + ".tmp");
        var problem = Assert.Throws<DataFileException>(() => store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Rows((1, 11))));
        Assert.Equal(file, problem.Path);
        Assert.Contains("nothing of it was changed", problem.Message);
        Assert.Equal([10.0], All(store).Close);
    }

    [Fact]
    public void The_same_bars_in_any_pieces_make_the_same_file_byte_for_byte() =>
        Gen.Int[0, 300].List[0, 6].Sample(cuts =>
        {
            var all = Rows([.. Enumerable.Range(0, 300).Select(i => (i, 100 + (i / 7.0)))]);
            int[] ends = [.. cuts.Order(), 300];
            string[] files = new string[2];
            for (var way = 0; way < 2; way++)
            {
                var mine = Directory.CreateTempSubdirectory("bellwether-store-").FullName;
                try
                {
                    using var store = BarStore.OpenForWriting(mine);
                    var from = 0;
                    foreach (var end in way == 0 ? [300] : ends)
                    {
                        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, all.Slice(from, end));
                        from = end;
                    }
                    files[way] = Convert.ToHexString(File.ReadAllBytes(store.Files().Single().Path));
                }
                finally
                {
                    Directory.Delete(mine, recursive: true);
                }
            }
            Assert.Equal(files[0], files[1]);
        }, iter: 20);

    [Fact]
    public void Sources_that_disagree_are_kept_apart_and_named()
    {
        using var store = Writing();
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Rows((0, 10), (1, 11), (2, 12)));
        store.Append("IBM", BarSpec.OneMinute, BarSource.Imported, Rows((1, 11), (2, 12.5), (3, 13)));
        var one = Assert.Single(store.Disagreements("IBM", BarSpec.OneMinute, Minute(0), Minute(9)));
        Assert.Equal((Minute(2), BarSource.Imported, 12.5, BarSource.Live, 12.0), (one.Time, one.Trusted, one.TrustedValues.Close, one.Other, one.OtherValues.Close));
        Assert.Empty(store.Disagreements("IBM", BarSpec.OneMinute, Minute(0), Minute(2)));
    }

    [Fact]
    public void An_examination_finds_each_way_a_file_can_be_wrong()
    {
        using (var store = Writing())
        {
            foreach (var symbol in (string[])["AAA", "BBB", "CCC", "DDD"])
                store.Append(symbol, BarSpec.OneMinute, BarSource.Live, Rows([.. Enumerable.Range(0, 200).Select(i => (i, 100 + (i / 7.0)))]));
        }
        using var reading = BarStore.Open(folder);
        Assert.All(reading.Examine(), f => Assert.Equal((200, null), (f.Rows, f.Problem)));
        string Path(string symbol) => reading.Files().Single(f => f.Symbol == symbol).Path;

        var (cut, flipped, moved, sound) = (Path("AAA"), Path("BBB"), Path("CCC"), Path("DDD"));
        using (var file = new FileStream(cut, FileMode.Open)) file.SetLength(file.Length - 1);
        var bytes = File.ReadAllBytes(flipped);
        for (var i = 0; i < 64; i++) bytes[(bytes.Length / 2) + i] ^= 1;
        File.WriteAllBytes(flipped, bytes);
        var elsewhere = moved.Replace("year=2024", "year=2023", StringComparison.Ordinal);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(elsewhere)!);
        File.Move(moved, elsewhere);
        File.Copy(sound, System.IO.Path.Combine(folder, "bars", "stray.parquet"));

        var found = reading.Examine().Where(f => f.Problem is not null).ToDictionary(f => f.Path, f => f.Problem!);
        Assert.Equal([cut, flipped, elsewhere, System.IO.Path.Combine(folder, "bars", "stray.parquet")], found.Keys);
        Assert.Contains("other years than 2023", found[elsewhere]);
        Assert.Equal(["DDD"], reading.Examine(["DDD"]).Where(f => f.Problem is null).Select(_ => "DDD"));
    }

    [Fact]
    public void Coverage_counts_the_minutes_of_sessions_and_half_days()
    {
        // 2024-11-29 closes at 13:00: 210 minutes. All of it is held; of 2024-12-02, the last two minutes are missing.
        var day = EngineTime.From(Instant.FromUtc(2024, 11, 29, 14, 30));
        var next = EngineTime.From(Instant.FromUtc(2024, 12, 2, 14, 30));
        long[] times = [day - EngineTime.Minute, .. Enumerable.Range(0, 210).Select(i => day + (i * EngineTime.Minute)), .. Enumerable.Range(0, 388).Select(i => next + (i * EngineTime.Minute))];
        var rows = BarRows.OfLength(times.Length);
        times.CopyTo(rows.Time, 0);
        using var store = Writing();
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, rows);

        var map = store.Coverage("IBM", BarSpec.OneMinute, long.MinValue, long.MaxValue);
        Assert.Equal(
            [
                new SessionCoverage(new LocalDate(2024, 11, 29), 210, 210),
                new SessionCoverage(new LocalDate(2024, 12, 2), 388, 390),
                new SessionCoverage(new LocalDate(2024, 12, 3), 0, 390),
            ],
            map.Sessions(new LocalDate(2024, 11, 28), new LocalDate(2024, 12, 4), SessionHours.Regular));
        Assert.Equal([SessionState.Complete, SessionState.Partial, SessionState.Missing], map.Sessions(new LocalDate(2024, 11, 28), new LocalDate(2024, 12, 4), SessionHours.Regular).Select(s => s.State));
        Assert.Equal(
            [new SessionCoverage(new LocalDate(2024, 11, 29), 211, 13 * 60)],
            map.Sessions(new LocalDate(2024, 11, 29), new LocalDate(2024, 12, 1), SessionHours.Extended));

        // The gap runs from 15:58 over the night to 16:00 of the day after.
        var close = EngineTime.From(Instant.FromUtc(2024, 12, 3, 21, 0));
        Assert.Equal([new CoverageGap(next + (388 * EngineTime.Minute), close, 392)], map.Gaps(day, close + EngineTime.Minute, SessionHours.Regular));
        Assert.True(map.Holds(next));
        Assert.False(map.Holds(close));
    }
}
