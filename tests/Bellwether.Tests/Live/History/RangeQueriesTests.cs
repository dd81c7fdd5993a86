using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.Live;

public sealed class RangeQueriesTests : IDisposable
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, 29))!;
    static readonly TimeRange Hours = Session.Range(SessionHours.Regular);
    readonly string root = Directory.CreateTempSubdirectory("bellwether-ranges-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    static BarQuery Query(string bar, long from, long to, SessionHours hours = SessionHours.Regular)
    {
        Assert.True(BarSpec.TryParse(bar, out var spec, out _));
        return new BarQuery(from, to, spec, hours);
    }

    /// <summary>What a session at the live stream has seen: whole minutes between the times at which it listened.</summary>
    static BarRows Seen(BarRows minutes, params (long From, long To)[] listened)
    {
        var rows = BarRows.OfLength(minutes.Count);
        var count = 0;
        for (var i = 0; i < minutes.Count; i++)
        {
            if (!listened.Any(l => minutes.Time[i] >= l.From && minutes.Time[i] + EngineTime.Minute <= l.To)) continue;
            rows.Set(count, minutes, i);
            rows.Source[count++] = BarSource.Live;
        }
        return rows.Slice(0, count);
    }

    sealed class Desk(BarRows minutes) : ILiveMinutes
    {
        public BarRows MinutesOf(string symbol) => minutes;
    }

    [Fact]
    public async Task A_minute_that_was_corrected_since_it_was_stored_is_told_as_it_is_right()
    {
        var seen = PlayedHistory.Minutes(Hours).Slice(0, 3);
        Array.Fill(seen.Source, BarSource.Live);
        using var store = BarStore.OpenForWriting(Path.Combine(root, "corrected"));
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, seen);
        var right = seen.Slice(1, 2);
        (right.Source[0], right.Volume[0]) = (BarSource.Revised, right.Volume[0] + 1_000);
        var answer = await new RangeQueries(store, null, new Desk(right)).GetBarsAsync(["IBM"], Query("1m", Hours.From, Hours.To), null, TestContext.Current.CancellationToken);
        Assert.Equal(["live", "revised", "live"], answer.Bars[0].Sources);
        Assert.Equal([seen.Volume[0], seen.Volume[1] + 1_000, seen.Volume[2]], answer.Bars[0].Bars.Select(b => b.Volume));
    }

    [Fact]
    public void Live_and_backfill_at_any_disconnect_point_are_the_undisturbed_series()
    {
        var run = 0;
        // Half a day of 210 minutes: who is connected when, what the store has of it, what traded in which minute, when and in which bars somebody asks. Seconds since the open.
        var cases = Gen.Select(Gen.Int[-600, 12_600], Gen.Int[0, 12_600], Gen.Int[0, 3_600], Gen.Int[0, 210], Gen.Int[0, 209].HashSet[0, 60], Gen.Int[60, 13_000], Gen.Int[0, 3]);
        cases.Sample((start, cut, away, stored, silent, asked, kind) =>
        {
            var all = PlayedHistory.Minutes(Hours);
            var traded = all.At([.. Enumerable.Range(0, 210).Where(m => !silent.Contains(m))]);
            var (open, now) = (Hours.From, Hours.From + (asked * EngineTime.Second));
            long At(int seconds) => Math.Min(now, open + (seconds * EngineTime.Second));
            var seen = Seen(traded, (At(start), At(start + cut)), (At(start + cut + away), now));
            var told = traded.Between(Hours.From, now - EngineTime.Minute + 1);
            var inStore = Math.Min(stored, seen.Count);
            var folder = Path.Combine(root, Interlocked.Increment(ref run).ToString(System.Globalization.CultureInfo.InvariantCulture));
            using var store = BarStore.OpenForWriting(folder);
            if (inStore > 0) store.Append("IBM", BarSpec.OneMinute, BarSource.Live, seen.Slice(0, inStore));
            var history = new PlayedHistory { Now = now };
            history.Holds("IBM", traded);
            var query = Query(new[] { "1m", "5m", "1h", "1d" }[kind], Hours.From, Hours.To);

            // What was just handed to the store may still be seen at the desk: it must not count twice.
            var desk = new Desk(seen.Slice(Math.Max(0, inStore - 3), seen.Count));
            var answer = new RangeQueries(store, new HistoryDownload(store, history, TimeProvider.System, desk), desk).GetBarsAsync(["IBM"], query, null, CancellationToken.None).GetAwaiter().GetResult();

            var expected = Aggregation.OfBars(told.ToColumns("IBM"), told.Vwap, told.Trades, query.Bar, query.Hours);
            Assert.Empty(answer.Problems);
            Assert.Equal(expected, answer.Bars[0].Bars);
            if (kind != 0) return;
            for (var i = 0; i < expected.Count; i++) Assert.Equal(Array.BinarySearch(seen.Time, expected[i].Time) >= 0 ? "live" : "backfilled", answer.Bars[0].Sources[i]);
        }, iter: 300);
    }

    [Fact]
    public async Task A_bar_of_several_sources_names_them_all()
    {
        using var store = BarStore.OpenForWriting(root);
        var minutes = PlayedHistory.Minutes(Hours);
        store.Append("IBM", BarSpec.OneMinute, BarSource.Imported, minutes.Slice(0, 2));
        var history = new PlayedHistory { Now = Hours.From + (4 * EngineTime.Minute) };
        history.Holds("IBM", minutes);
        var desk = new Desk(Seen(minutes.Slice(2, 3), (0, long.MaxValue)));
        var answer = await new RangeQueries(store, new HistoryDownload(store, history, TimeProvider.System, desk), desk)
            .GetBarsAsync(["IBM"], Query("5m", Hours.From, Hours.To), null, TestContext.Current.CancellationToken);
        Assert.Equal(["backfilled+imported+live"], answer.Bars[0].Sources);
        Assert.Equal(minutes.Volume.Take(4).Sum(), answer.Bars[0].Bars[0].Volume);
    }

    [Fact]
    public async Task Bars_are_adjusted_after_the_join_and_before_they_are_made_longer()
    {
        using var store = BarStore.OpenForWriting(root);
        var history = new PlayedHistory { Now = Hours.To };
        history.Holds("IBM", PlayedHistory.Minutes(Hours));
        var answer = await new RangeQueries(store, new HistoryDownload(store, history, TimeProvider.System)).GetBarsAsync(
            ["IBM"], Query("1d", Hours.From, Hours.To),
            (symbol, rows) => new BarColumns(symbol, rows.Time, [.. rows.Open.Select(p => p / 2)], [.. rows.High.Select(p => p / 2)], [.. rows.Low.Select(p => p / 2)], [.. rows.Close.Select(p => p / 2)], [.. rows.Volume.Select(v => v * 2)]),
            TestContext.Current.CancellationToken);
        var day = Assert.Single(answer.Bars[0].Bars);
        Assert.Equal((50d, 60d, 45d), (day.Open, day.High, day.Low));
    }

    [Fact]
    public async Task What_could_not_be_had_is_told_beside_what_is_there()
    {
        using var store = BarStore.OpenForWriting(root);
        store.Append("IBM", BarSpec.OneMinute, BarSource.Imported, PlayedHistory.Minutes(Hours).Slice(0, 2));
        var history = new PlayedHistory { Now = Hours.To, Before = (_, _) => throw new HistoryException(HistoryFailure.Request, "IBM: no answer") };
        var answer = await new RangeQueries(store, new HistoryDownload(store, history, TimeProvider.System)).GetBarsAsync(["IBM"], Query("1m", Hours.From, Hours.To), null, TestContext.Current.CancellationToken);
        Assert.Equal(["IBM: no answer"], answer.Problems);
        Assert.Equal(2, answer.Bars[0].Bars.Count);
    }

    [Theory]
    [InlineData("5m", "2024-11-26T14:37:00Z", "2024-11-26T14:38:00Z", "2024-11-26", "2024-11-27")]
    [InlineData("1d", "2024-11-26T05:00:00Z", "2024-11-28T05:00:00Z", "2024-11-26", "2024-11-28")]
    [InlineData("1w", "2024-11-27T05:00:00Z", "2024-11-28T05:00:00Z", "2024-11-25", "2024-12-02")]
    [InlineData("1mo", "2024-11-27T05:00:00Z", "2024-11-28T05:00:00Z", "2024-11-01", "2024-12-01")]
    [InlineData("volume:500", "2024-11-26T14:37:00Z", "2024-11-26T14:38:00Z", "2024-11-26", "2024-11-27")]
    public void Of_a_bar_all_its_minutes_are_fetched(string bar, string from, string to, string firstDate, string endDate)
    {
        static long Time(string text) => EngineTime.From(NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value);
        static long Date(string text) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value).ToInstant());
        Assert.Equal(new TimeRange(Date(firstDate), Date(endDate)), RangeQueries.WholeSessions(Query(bar, Time(from), Time(to))));
    }
}
