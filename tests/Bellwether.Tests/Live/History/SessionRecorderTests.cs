using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Live;

public sealed class SessionRecorderTests : IDisposable
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, 29))!;
    static readonly InstrumentTable Instruments = InstrumentTable.UsEquities("IBM", "SPY");
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-recorder-").FullName;
    readonly List<string> told = [];
    readonly TaskCompletionSource toldOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    SessionRecorder Recorder(int everyMinutes) => new(folder, Instruments, Duration.FromMinutes(everyMinutes), text =>
    {
        lock (told) told.Add(text);
        toldOnce.TrySetResult();
    });

    static long Minute(int number) => Session.OpenNanoseconds + (number * EngineTime.Minute);

    /// <summary>A minute of both symbols; the first one's close tells the number of the minute. Of history where it says so, of the stream as it closes where it says nothing.</summary>
    static void See(SessionRecorder recorder, int number, double price = 100, params bool[] areLive)
    {
        var rows = new (double Open, double High, double Low, double Close, double Volume)[] { (price, price + 300, price - 99, price + number, 10 + number), (50, 51, 49, 50, 5) };
        if (areLive.Length == 0)
        {
            var bars = new LiveBars(2, new LiveBarsOptions { InputLength = EngineTime.Minute });
            bars.Listen(Session.OpenNanoseconds);
            for (var symbol = 0; symbol < 2; symbol++)
                bars.Add(symbol, new Bar(Minute(number), rows[symbol].Open, rows[symbol].High, rows[symbol].Low, rows[symbol].Close, rows[symbol].Volume), symbol == 0 ? price + 1 : 50.5, 7);
            while (bars.TryClose(Minute(number + 1), out var closed)) recorder.SeenLive(closed, closed.Bars);
            return;
        }
        recorder.SeenLater(
            new Slice([0, 1], [.. rows.Select(r => r.Open)], [.. rows.Select(r => r.High)], [.. rows.Select(r => r.Low)], [.. rows.Select(r => r.Close)], [.. rows.Select(r => r.Volume)], Minute(number)), areLive);
    }

    BarRows Stored(string symbol, BarSource? only = null)
    {
        using var store = BarStore.Open(folder);
        return store.Read(symbol, BarSpec.OneMinute, long.MinValue / 2, long.MaxValue, only);
    }

    static void UntilWritten(SessionRecorder recorder) =>
        Assert.True(SpinWait.SpinUntil(() => recorder.MinutesOf("IBM").Count + recorder.MinutesOf("SPY").Count == 0, TimeSpan.FromSeconds(20)), "the minutes were not written");

    [Fact]
    public async Task Minutes_wait_in_memory_until_so_many_are_together()
    {
        await using var recorder = Recorder(3);
        See(recorder, 0);
        See(recorder, 1);
        Assert.Equal([Minute(0), Minute(1)], recorder.MinutesOf("SPY").Time);
        Assert.Equal(0, Stored("IBM").Count);
        Assert.Equal(0, recorder.MinutesOf("GONE").Count);
        See(recorder, 2);
        UntilWritten(recorder);
        Assert.Equal([100d, 101, 102], Stored("IBM", BarSource.Live).Close);
        Assert.Equal([10d, 11, 12], Stored("IBM").Volume);
        Assert.All(Stored("IBM").Trades, t => Assert.Equal(7, t));
        Assert.All(Stored("IBM").Vwap, v => Assert.Equal(101, v, 1e-9));
    }

    [Fact]
    public async Task The_last_minute_of_a_half_day_is_written_at_once_and_the_rest_at_the_end_of_the_run()
    {
        var recorder = Recorder(1_000);
        See(recorder, 208);
        See(recorder, 209);
        UntilWritten(recorder);
        Assert.Equal(2, Stored("SPY").Count);
        await recorder.DisposeAsync();
        Assert.Empty(told);
    }

    [Fact]
    public async Task Rows_of_one_minute_keep_their_own_sources()
    {
        var recorder = Recorder(60);
        See(recorder, 0, areLive: [false, true]);
        await recorder.DisposeAsync();
        Assert.Equal([BarSource.Backfilled], Stored("IBM").Source);
        Assert.Equal([BarSource.Live], Stored("SPY").Source);
    }

    [Fact]
    public async Task While_another_program_writes_to_the_store_the_minutes_wait_and_are_not_lost()
    {
        var recorder = Recorder(1);
        using (BarStore.OpenForWriting(folder))
        {
            See(recorder, 0);
            See(recorder, 1);
            await toldOnce.Task.WaitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(2, recorder.MinutesOf("IBM").Count);
        }
        See(recorder, 2);
        await recorder.DisposeAsync();
        Assert.Equal([Minute(0), Minute(1), Minute(2)], Stored("IBM").Time);
        Assert.Contains("wait for the next write", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_written_at_the_end_is_told_as_lost()
    {
        var recorder = Recorder(60);
        using var other = BarStore.OpenForWriting(folder);
        See(recorder, 0);
        await recorder.DisposeAsync();
        Assert.StartsWith("2 minutes were not stored and are lost", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_first_stays_and_a_second_desk_that_sees_otherwise_is_told()
    {
        var first = Recorder(60);
        See(first, 0);
        await first.DisposeAsync();
        var second = Recorder(60);
        See(second, 0, price: 200);
        await second.DisposeAsync();
        Assert.Equal([100d], Stored("IBM").Close);
        Assert.Contains("another desk", Assert.Single(told), StringComparison.Ordinal);
    }

    static AggregatedBar Otherwise(int number, double close) => new(Minute(number), 100, 400, 1, close, 10 + number, 101, 7, IsComplete: true);

    [Fact]
    public async Task A_minute_that_late_data_have_corrected_is_kept_as_revised_beside_what_was_seen()
    {
        var recorder = Recorder(60);
        See(recorder, 0);
        See(recorder, 1);
        recorder.SeenRevised(0, Otherwise(1, 105));
        recorder.SeenRevised(0, Otherwise(1, 107));
        // Who asks for the latest minutes gets the right one at once.
        Assert.Equal([(100d, BarSource.Live), (107d, BarSource.Revised)], recorder.MinutesOf("IBM").Close.Zip(recorder.MinutesOf("IBM").Source));
        await recorder.DisposeAsync();
        Assert.Equal([100d, 101], Stored("IBM", BarSource.Live).Close);
        Assert.Equal([107d], Stored("IBM", BarSource.Revised).Close);
        Assert.Equal([100d, 107], Stored("IBM").Close);
        Assert.Empty(told);
    }

    [Fact]
    public async Task A_minute_that_came_only_late_is_kept_as_revised_alone()
    {
        var recorder = Recorder(1);
        See(recorder, 0);
        See(recorder, 2);
        recorder.SeenRevised(0, Otherwise(1, 105));
        await recorder.DisposeAsync();
        Assert.Equal([BarSource.Live, BarSource.Revised, BarSource.Live], Stored("IBM").Source);
    }

    [Fact]
    public async Task What_history_says_of_minutes_that_were_seen_is_compared_with_them_and_counted()
    {
        var recorder = Recorder(60);
        See(recorder, 0);
        See(recorder, 1);
        // Of the first minute history tells the same, of the second another close, and of the third nobody here had a bar.
        recorder.ToldAgain(0, [new Bar(Minute(0), 100, 400, 1, 100, 10), new Bar(Minute(1), 100, 400, 1, 102, 11), new Bar(Minute(2), 100, 400, 1, 103, 12)]);
        await recorder.DisposeAsync();
        Assert.Equal([100d, 101], Stored("IBM", BarSource.Live).Close);
        Assert.Equal([102d], Stored("IBM", BarSource.Revised).Close);
        Assert.Equal([103d], Stored("IBM", BarSource.Backfilled).Close);
        Assert.Equal(1, recorder.Differences);
        Assert.Contains("1 minute that was seen is otherwise in the broker's history", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_of_a_minute_in_progress_waits_for_what_the_stream_makes_of_it()
    {
        var recorder = Recorder(1);
        See(recorder, 0);
        UntilWritten(recorder);
        recorder.ToldAgain(0, [new Bar(Minute(1), 100, 400, 1, 102, 11)]);
        // Its own minute closes only with the next write but one.
        recorder.SeenLater(new Slice([1], [50], [51], [49], [50], [5], Minute(1)), [true]);
        UntilWritten(recorder);
        Assert.Equal([Minute(0)], Stored("IBM").Time);
        See(recorder, 1);
        await recorder.DisposeAsync();
        Assert.Equal([BarSource.Live, BarSource.Live], Stored("IBM", BarSource.Live).Source);
        Assert.Equal([102d], Stored("IBM", BarSource.Revised).Close);
        Assert.Equal(0, Stored("IBM", BarSource.Backfilled).Count);
    }

    [Fact]
    public async Task History_that_tells_otherwise_than_what_was_seen_is_kept_beside_it()
    {
        var first = Recorder(60);
        See(first, 0);
        await first.DisposeAsync();
        var second = Recorder(60);
        See(second, 0, price: 200, areLive: [false, false]);
        await second.DisposeAsync();
        Assert.Equal(1, second.Differences);
        Assert.Equal([100d], Stored("IBM", BarSource.Live).Close);
        Assert.Equal([200d], Stored("IBM", BarSource.Revised).Close);
        Assert.Equal(0, Stored("SPY", BarSource.Revised).Count);
    }

    [Fact]
    public async Task Minutes_that_history_told_keep_their_averages_and_trades()
    {
        var recorder = Recorder(60);
        recorder.Stated(0, [new MinuteFigures(Minute(0), 104.25, 31), new MinuteFigures(Minute(1), double.NaN, -1)]);
        See(recorder, 0, areLive: [false, false]);
        See(recorder, 1, areLive: [false, false]);
        await recorder.DisposeAsync();
        Assert.Equal([(104.25, 31L), (double.NaN, -1L)], Stored("IBM").Vwap.Zip(Stored("IBM").Trades));
        Assert.Equal([(double.NaN, -1L), (double.NaN, -1L)], Stored("SPY").Vwap.Zip(Stored("SPY").Trades));
    }

    [Fact]
    public async Task What_history_states_of_a_minute_that_the_stream_told_is_not_mixed_with_it()
    {
        var recorder = Recorder(60);
        recorder.Stated(0, [new MinuteFigures(Minute(0), 104.25, 31)]);
        See(recorder, 0, areLive: [true, true]);
        await recorder.DisposeAsync();
        Assert.Equal((double.NaN, -1L), (Stored("IBM").Vwap[0], Stored("IBM").Trades[0]));
    }
}
