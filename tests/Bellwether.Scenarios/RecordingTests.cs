using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Simulation;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>What a desk keeps of a session, through the whole live path: every minute that the market made, once, with the name of who brought it.</summary>
public sealed class RecordingTests : IDisposable
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 3, 3))!;
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-recording-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    async Task<SeamRun> RecordAsync(Action<SeamRun> play, Func<int, long, int>? delayOf = null)
    {
        SessionRecorder? recorder = null;
        var problems = new List<string>();
        var run = new SeamRun(new FaultPlan(), instruments => recorder = new SessionRecorder(folder, instruments, Duration.FromMinutes(1), problems.Add), delayOf);
        play(run);
        await recorder!.DisposeAsync();
        Assert.Empty(problems);
        return run;
    }

    /// <summary>The sources of the session's minutes, a letter each: l, b; the values are those of the market.</summary>
    string Check(SeamRun run, int symbol, int minutes)
    {
        using var store = BarStore.Open(folder);
        var kept = store.Read(run.Instruments[symbol].Symbol, BarSpec.OneMinute, Session.OpenNanoseconds, Session.CloseNanoseconds);
        List<MarketBar> made = [.. run.PastOf(symbol).ToArray().Where(b => b.Time >= Session.OpenNanoseconds && b.Time < Session.OpenNanoseconds + (minutes * EngineTime.Minute))];
        Assert.Equal(made.Select(b => b.Time), kept.Time.Take(made.Count));
        for (var i = 0; i < made.Count; i++)
            Assert.Equal((made[i].Open, made[i].High, made[i].Low, made[i].Close, made[i].Volume), (kept.Open[i], kept.High[i], kept.Low[i], kept.Close[i], kept.Volume[i]));
        // What history told, and what came straight from the stream, says how many trades made it, and at which average price.
        for (var i = 0; i < made.Count; i++)
        {
            if (kept.Source[i] == BarSource.Live && kept.Trades[i] < 0) continue;
            Assert.Equal(made[i].Trades, kept.Trades[i]);
            Assert.Equal(made[i].AveragePrice, kept.Vwap[i], 1e-5);
        }
        Assert.Empty(store.Read(run.Instruments[symbol].Symbol, BarSpec.OneMinute, long.MinValue / 2, long.MaxValue, BarSource.Revised).Time);
        return string.Concat(kept.Source.Take(made.Count).Select(s => s == BarSource.Live ? 'l' : 'b'));
    }

    [Fact]
    public async Task A_session_from_before_the_opening_is_live_and_what_was_before_it_is_backfilled()
    {
        var run = await RecordAsync(r => r.Start(-180).Play(3 + 8));
        for (var symbol = 0; symbol < 3; symbol++) Assert.Equal("llllllll", Check(run, symbol, 8));
        using var store = BarStore.Open(folder);
        var past = store.Read("AAX", BarSpec.OneMinute, long.MinValue / 2, Session.OpenNanoseconds);
        Assert.Equal(2 * 390, past.Count);
        Assert.All(past.Source, s => Assert.Equal(BarSource.Backfilled, s));
    }

    /// <summary>The connection is lost four minutes and so many seconds after the opening.</summary>
    [Theory]
    [InlineData(25, 1, "llllblll")]
    [InlineData(25, 20, "llllblll")]
    [InlineData(50, 40, "llllbbll")]
    [InlineData(10, 200, "llllbbbb")]
    public async Task What_an_interruption_took_is_told_by_history_and_says_so(int second, int length, string sources)
    {
        var run = await RecordAsync(r => r.Start(0).Play(4).PlaySeconds(second).Lose().PlaySeconds(length, connects: false).Play(5));
        for (var symbol = 0; symbol < 3; symbol++)
        {
            // The desk came at the opening, in the middle of whose first minute the stream began.
            var told = Check(run, symbol, 8);
            Assert.Equal(sources[1..], told[1..]);
        }
    }

    [Fact]
    public async Task A_minute_that_late_data_amended_is_kept_as_it_was_seen_and_as_it_is_right()
    {
        // The last five seconds of the fourth minute come seven seconds late.
        var fourth = Session.OpenNanoseconds + (4 * EngineTime.Minute) - (5 * EngineTime.Second);
        var run = await RecordAsync(r => r.Start(-180).Play(3 + 8), (_, opened) => opened == fourth ? 7 : 0);
        using var store = BarStore.Open(folder);
        var amended = 0;
        for (var symbol = 0; symbol < 3; symbol++)
        {
            var name = run.Instruments[symbol].Symbol;
            var (right, seen) = (store.Read(name, BarSpec.OneMinute, Session.OpenNanoseconds, Session.CloseNanoseconds), store.Read(name, BarSpec.OneMinute, Session.OpenNanoseconds, Session.CloseNanoseconds, BarSource.Live));
            List<MarketBar> made = [.. run.PastOf(symbol).ToArray().Where(b => b.Time >= Session.OpenNanoseconds && b.Time < Session.OpenNanoseconds + (8 * EngineTime.Minute))];
            Assert.Equal(made.Select(b => (b.Time, b.Close, b.Volume)), right.Time.Select((t, i) => (t, right.Close[i], right.Volume[i])).Take(made.Count));
            foreach (var row in Enumerable.Range(0, made.Count).Where(i => right.Source[i] == BarSource.Revised))
            {
                amended++;
                Assert.Equal(3, row);
                Assert.True(seen.Volume[row] < right.Volume[row]);
            }
        }
        Assert.Equal((int)run.Revisions.Applied, amended);
        Assert.InRange(amended, 1, 3);
    }

    [Fact]
    public async Task A_start_in_the_middle_of_a_minute_takes_it_from_history()
    {
        var run = await RecordAsync(r => r.Start(150).Play(5));
        Assert.Equal("bbbll", Check(run, 0, 5));
    }
}
