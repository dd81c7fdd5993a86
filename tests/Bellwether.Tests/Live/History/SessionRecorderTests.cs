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

    [Fact]
    public async Task History_that_tells_otherwise_than_what_was_seen_is_kept_beside_it()
    {
        var first = Recorder(60);
        See(first, 0);
        await first.DisposeAsync();
        var second = Recorder(60);
        See(second, 0, price: 200, areLive: [false, false]);
        await second.DisposeAsync();
        Assert.Equal([100d], Stored("IBM", BarSource.Live).Close);
        Assert.Equal([200d], Stored("IBM", BarSource.Revised).Close);
        Assert.Equal(0, Stored("SPY", BarSource.Revised).Count);
    }
}
