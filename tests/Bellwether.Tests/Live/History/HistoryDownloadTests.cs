using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Live;

public sealed class HistoryDownloadTests : IDisposable
{
    /// <summary>Two weeks of November 2024: ten sessions, 390 minutes each.</summary>
    static readonly TimeRange TwoWeeks = new(Midnight(11), Midnight(23));

    readonly string folder = Directory.CreateTempSubdirectory("bellwether-download-").FullName;
    readonly PlayedHistory history = new() { Now = Midnight(30) };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static long Midnight(int day) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(new LocalDate(2024, 11, day)).ToInstant());

    static TimeRange Session(int day) => ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, day))!.Range(SessionHours.Regular);

    static BarRows Days(params int[] days) => days.Select(d => PlayedHistory.Minutes(Session(d))).Aggregate(BarRows.Empty, BarRows.Merge);

    static BarRows All => Days(11, 12, 13, 14, 15, 18, 19, 20, 21, 22);

    async Task<SymbolDownload[]> DownloadAsync(TimeRange? wanted = null, bool again = false, string symbols = "IBM", CancellationToken? token = null, string bar = "1m")
    {
        Assert.True(BarSpec.TryParse(bar, out var spec, out _));
        Assert.True(HistoryBarSize.TryFind(spec, SessionHours.Regular, out var size, out _));
        using var store = BarStore.OpenForWriting(folder);
        return [.. await new HistoryDownload(store, history, TimeProvider.System).RunAsync(new DownloadRequest(symbols.Split(','), wanted ?? TwoWeeks, size, SessionHours.Regular, again), null, token ?? Token)];
    }

    BarRows Stored(string symbol = "IBM", BarSource? only = null)
    {
        using var store = BarStore.Open(folder);
        return store.Read(symbol, BarSpec.OneMinute, Midnight(1), Midnight(30), only);
    }

    void Store(BarSource source, BarRows rows, string symbol = "IBM")
    {
        using var store = BarStore.OpenForWriting(folder);
        store.Write(symbol, BarSpec.OneMinute, source, rows);
    }

    [Fact]
    public async Task Every_bar_comes_once_and_is_not_asked_again()
    {
        history.Holds("IBM", All);
        var first = Assert.Single(await DownloadAsync());
        Assert.Equal((2, 2, 3_900L, 0L, 0L, true), (first.Requests, first.Answered, first.Added, first.Unchanged, first.Revised, first.IsComplete));
        Assert.Equal(All.Time, Stored(only: BarSource.Backfilled).Time);
        var second = Assert.Single(await DownloadAsync());
        Assert.Equal((0, true), (second.Requests, second.IsComplete));
        Assert.Equal(2, history.Asked.Count);
        Assert.Equal(1, history.BeginsAsked);
    }

    [Fact]
    public async Task A_session_that_the_user_imported_whole_is_not_asked_about()
    {
        history.Holds("IBM", All);
        Store(BarSource.Imported, Days(11, 12, 13, 14));
        var result = Assert.Single(await DownloadAsync());
        Assert.Equal((2, 6 * 390L), (result.Requests, result.Added));
        Assert.Equal([Session(15)], history.Asked.MinBy(a => a.Chunk.End).Chunk.Ranges);
    }

    [Fact]
    public async Task Days_and_minutes_of_which_there_are_no_bars_are_remembered()
    {
        // Nothing on the 13th, and of the 14th every second minute only.
        var thin = Days(14);
        var half = BarRows.OfLength(195);
        for (var i = 0; i < 195; i++) half.Set(i, thin, 2 * i);
        history.Holds("IBM", Days(11, 12, 15, 18, 19, 20, 21, 22), half);
        var first = Assert.Single(await DownloadAsync());
        Assert.Equal((1, true), (first.EmptySessions, first.IsComplete));
        await DownloadAsync();
        Assert.Equal(2, history.Asked.Count);
    }

    [Fact]
    public async Task Nothing_about_a_session_that_has_just_ended_is_asked_again()
    {
        history.Holds("IBM", Days(18, 19, 20, 21));
        history.Now = Session(22).To + EngineTime.Minute;
        await DownloadAsync();
        history.Holds("IBM", All);
        var second = Assert.Single(await DownloadAsync());
        Assert.Equal((1, 390L), (second.Requests, second.Added));
    }

    [Fact]
    public async Task Before_its_first_bar_a_symbol_is_not_asked_about()
    {
        history.Holds("IBM", All);
        history.Begin = Session(18).From;
        var result = Assert.Single(await DownloadAsync());
        Assert.Equal((1, 5 * 390L), (result.Requests, result.Added));
        await DownloadAsync();
        Assert.Equal(1, history.BeginsAsked);
    }

    [Fact]
    public async Task A_running_session_comes_up_to_the_last_minute_that_has_ended_and_goes_on_from_there()
    {
        history.Holds("IBM", All);
        history.Now = Session(22).From + (10 * EngineTime.Minute) + (30 * EngineTime.Second);
        await DownloadAsync();
        Assert.Equal(Session(22).From + (9 * EngineTime.Minute), Stored().Time[^1]);
        history.Now = Session(22).From + (12 * EngineTime.Minute);
        var second = Assert.Single(await DownloadAsync());
        Assert.Equal((1, 2L), (second.Requests, second.Added));
        Assert.Equal(new TimeRange(Session(22).From + (10 * EngineTime.Minute), history.Now), history.Asked[^1].Chunk.Span);
    }

    [Fact]
    public async Task A_failure_of_one_symbol_leaves_the_others_alone()
    {
        history.Holds("IBM", All);
        history.Holds("SPY", All);
        history.Before = (symbol, _) =>
        {
            if (symbol == "GONE") throw new HistoryException(HistoryFailure.Symbol, "GONE: the broker knows no such contract");
        };
        var results = await DownloadAsync(symbols: "IBM,GONE,SPY");
        Assert.Equal([true, false, true], results.Select(r => r.IsComplete));
        Assert.Equal(["GONE: the broker knows no such contract"], results[1].Problems);
        Assert.Equal(3_900, Stored("SPY").Count);
    }

    [Fact]
    public async Task A_request_that_failed_is_asked_at_the_next_call_and_the_other_ones_are_not()
    {
        history.Holds("IBM", All);
        history.Before = (_, chunk) =>
        {
            if (chunk.Span.From == Session(11).From) throw new HistoryException(HistoryFailure.Request, "IBM: no answer within 120 s");
        };
        var first = Assert.Single(await DownloadAsync());
        Assert.Equal((2, 1, false), (first.Requests, first.Answered, first.IsComplete));
        history.Before = null;
        var second = Assert.Single(await DownloadAsync());
        Assert.Equal((1, true), (second.Requests, second.IsComplete));
        Assert.Equal(All.Time, Stored().Time);
    }

    [Fact]
    public async Task A_symbol_that_fails_three_times_is_left()
    {
        history.Before = (_, _) => throw new HistoryException(HistoryFailure.Request, "no");
        var result = Assert.Single(await DownloadAsync(new TimeRange(EngineTime.From(Instant.FromUtc(2023, 1, 1, 5, 0)), Midnight(23))));
        Assert.False(result.IsComplete);
        Assert.InRange(history.Asked.Count, 3, 8); // Those under way at once may still fail.
        Assert.True(result.Requests > 90);
    }

    [Fact]
    public async Task Without_a_session_everything_ends_and_says_so()
    {
        history.Before = (_, _) => throw new HistoryException(HistoryFailure.Session, "the connection was lost");
        var results = await DownloadAsync(symbols: "IBM,SPY");
        Assert.All(results, r => Assert.False(r.IsComplete));
        Assert.InRange(history.Asked.Count, 1, 4);
    }

    [Fact]
    public async Task A_download_that_is_ended_keeps_what_it_has_and_a_second_call_goes_on()
    {
        history.Holds("IBM", All);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        history.Before = (_, chunk) =>
        {
            if (history.Asked.Count > 1) stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        };
        var first = Assert.Single(await DownloadAsync(token: stop.Token));
        Assert.False(first.IsComplete);
        history.Before = null;
        var second = Assert.Single(await DownloadAsync());
        Assert.True(second.IsComplete);
        Assert.Equal(2, first.Answered + second.Requests);
        Assert.Equal(All.Time, Stored().Time);
    }

    [Fact]
    public async Task A_symbol_that_was_not_even_looked_at_is_not_complete()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await stop.CancelAsync();
        var result = Assert.Single(await DownloadAsync(token: stop.Token));
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task What_the_broker_tells_otherwise_is_kept_beside_what_was_seen()
    {
        var seen = PlayedHistory.Minutes(Session(11));
        Store(BarSource.Live, seen);
        var told = PlayedHistory.Minutes(Session(11));
        told.Close[7] += 0.01;
        told.Volume[9] += 100;
        history.Holds("IBM", told);
        var result = Assert.Single(await DownloadAsync(new TimeRange(Midnight(11), Midnight(12)), again: true));
        Assert.Equal((0L, 388L, 2L), (result.Added, result.Unchanged, result.Revised));
        Assert.Equal(seen.Close, Stored(only: BarSource.Live).Close);
        Assert.Equal([seen.Time[7], seen.Time[9]], Stored(only: BarSource.Revised).Time);
        Assert.Equal(0, Stored(only: BarSource.Backfilled).Count);
        Assert.Equal(0, Assert.Single(await DownloadAsync(new TimeRange(Midnight(11), Midnight(12)), again: true)).Revised);
    }

    [Fact]
    public async Task Fine_bars_older_than_half_a_year_are_not_asked_for_and_that_is_told()
    {
        history.Now = EngineTime.From(Instant.FromUtc(2025, 5, 20, 5, 0));
        var result = Assert.Single(await DownloadAsync(bar: "5s"));
        Assert.False(result.IsComplete);
        // From the 21st of November on: two sessions of seven pieces.
        Assert.Equal(14, result.Requests);
        Assert.Contains("8 sessions before 2024-11-21", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_symbols_it_is_told_how_many_were_looked_at_before_the_first_request()
    {
        var symbols = Enumerable.Range(0, 30).Select(i => "S" + (char)('A' + i % 26) + (char)('A' + i / 26)).ToArray();
        foreach (var symbol in symbols) history.Holds(symbol, Days(11));
        var told = new List<DownloadProgress>();
        Assert.True(HistoryBarSize.TryFind(BarSpec.OneMinute, SessionHours.Regular, out var size, out _));
        using var store = BarStore.OpenForWriting(folder);
        await new HistoryDownload(store, history, TimeProvider.System).RunAsync(new DownloadRequest(symbols, Session(11), size, SessionHours.Regular), told.Add, Token);
        Assert.Equal(Enumerable.Range(1, 30), told.TakeWhile(p => p.Requests == 0).Select(p => p.Planned));
        Assert.All(told, p => Assert.Equal(30, p.Symbols));
        Assert.Equal((30, 30), (told[^1].Requests, told[^1].Done));
    }

    [Fact]
    public async Task What_lies_before_history_begins_is_noted_and_no_problem()
    {
        history.Begin = Session(14).From;
        history.Holds("IBM", Days(14, 15));
        var result = Assert.Single(await DownloadAsync());
        Assert.True(result.IsComplete);
        Assert.Equal(["IBM: the broker's history begins on 2024-11-14; 3 sessions before it are not asked for"], result.Notes);
    }

    [Fact]
    public async Task A_time_that_lies_wholly_in_the_future_is_refused()
    {
        history.Now = Midnight(11);
        var problem = await Assert.ThrowsAsync<HistoryException>(() => DownloadAsync());
        Assert.Contains("future", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_ends_the_download_with_the_file_and_what_it_held_stays()
    {
        history.Holds("IBM", All);
        Store(BarSource.Imported, Days(11));
        await File.WriteAllTextAsync(Path.Combine(folder, "answered"), "in the way", Token);
        var problem = await Assert.ThrowsAsync<DataFileException>(() => DownloadAsync());
        Assert.Contains("answered", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Days(11).Time, Stored(only: BarSource.Imported).Time);
        // Once the way is free the same call goes on.
        File.Delete(Path.Combine(folder, "answered"));
        Assert.True(Assert.Single(await DownloadAsync()).IsComplete);
        Assert.Equal(All.Time, Stored().Time);
    }

    [Fact]
    public async Task Of_no_symbols_nothing_is_asked()
    {
        using var store = BarStore.OpenForWriting(folder);
        Assert.True(HistoryBarSize.TryFind(BarSpec.OneMinute, SessionHours.Regular, out var size, out _));
        Assert.Empty(await new HistoryDownload(store, history, TimeProvider.System).RunAsync(new DownloadRequest([], TwoWeeks, size, SessionHours.Regular), null, Token));
    }
}
