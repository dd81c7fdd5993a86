using Bellwether.Core;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

/// <summary>Whatever way and however late the input of a live stream comes, its bars are those that the whole input makes in order, or what the late policy says.</summary>
public sealed class LiveBarsPropertyTests
{
    const long Grace = 3 * EngineTime.Second;
    const int Symbols = 3;

    /// <summary>A full day, half days, and days after the clocks were changed.</summary>
    static readonly LocalDate[] Days = [new(2024, 1, 2), new(2024, 7, 3), new(2024, 3, 11), new(2024, 11, 4), new(2024, 11, 29)];
    static readonly string[] Names = ["5s", "1m", "5m", "1h", "1d"];

    /// <param name="Time">Open of a bar, or time of a trade.</param>
    /// <param name="Arrives">When it comes.</param>
    readonly record struct Event(int Symbol, long Time, long Arrives, double Price, double Range, int Shares);

    sealed record Feed(TradingSession Session, SessionHours Hours, Event[] Events)
    {
        public override string ToString() => $"{Session.Date} {Hours}: {string.Join(' ', Events)}";
    }

    /// <summary>Input around one of the edges of a session, each up to so much later than it could be.</summary>
    static Gen<Feed> Feeds(long step, long latest, bool ofTrades = false) =>
        Gen.Select(Gen.Int[0, Days.Length - 1], Gen.Bool, Gen.Int[0, 2], Gen.Select(Gen.Int[0, Symbols - 1], Gen.Long[0, 700], Gen.Long[0, latest], Gen.Int[2_000, 4_000], Gen.Int[0, 50], Gen.Int[1, 500]).Array[1, 150])
            .Select((day, regular, edge, rows) =>
            {
                var session = ExchangeCalendar.NewYork.SessionOn(Days[day])!;
                var begin = (edge switch
                {
                    0 => session.OpenNanoseconds,
                    1 => session.CloseNanoseconds,
                    _ => EngineTime.From(session.ExtendedOpen),
                }) - (5 * EngineTime.Minute);
                var events = rows.Select(r => (Symbol: r.Item1, Time: begin + (r.Item2 * step), r.Item3, r.Item4, r.Item5, r.Item6))
                    .DistinctBy(r => (r.Symbol, r.Time))
                    .Select(r => new Event(r.Symbol, r.Time, r.Time + (ofTrades ? 0 : step) + r.Item3, r.Item4 / 100.0, r.Item5 / 100.0, r.Item6)).OrderBy(e => e.Arrives).ToArray();
                return new Feed(session, regular ? SessionHours.Regular : SessionHours.Extended, events);
            });

    [Fact]
    public void Bars_that_come_within_the_grace_in_any_order_make_what_the_whole_makes() =>
        Gen.Select(Feeds(5 * EngineTime.Second, Grace), Gen.Int[0, 4_000]).Sample((feed, lag) => Check(feed, Live(feed, ofTrades: false, lag * EngineTime.Millisecond), ofTrades: false), iter: 400);

    [Fact]
    public void Trades_that_come_within_the_grace_in_any_order_make_what_the_whole_makes() =>
        Gen.Select(Feeds(777 * EngineTime.Millisecond, Grace, ofTrades: true), Gen.Int[0, 4_000]).Sample((feed, lag) => Check(feed, Live(feed, ofTrades: true, lag * EngineTime.Millisecond), ofTrades: true), iter: 400);

    [Fact]
    public void What_comes_later_is_dropped_and_counted_and_everything_else_is_as_if_it_had_never_been() =>
        Feeds(5 * EngineTime.Second, 4 * EngineTime.Minute).Sample(feed =>
        {
            var made = Live(feed, ofTrades: false, lag: 0);
            for (var k = 0; k < Names.Length; k++)
            {
                // What came after the end of its interval and the grace, by the calendar.
                var late = feed.Events.Where(e => Ends(e.Time, Spec(Names[k]), feed) is { } end && e.Arrives > end + Grace).ToHashSet();
                Assert.Equal(late.Count, made.Counters[k].Late);
                Compare(feed with { Events = [.. feed.Events.Where(e => !late.Contains(e))] }, made, k, ofTrades: false);
            }
        }, iter: 400);

    [Fact]
    public void Amended_the_bars_end_up_as_the_whole_makes_them() =>
        Feeds(5 * EngineTime.Second, 4 * EngineTime.Minute).Sample(feed => Check(feed, Live(feed, ofTrades: false, lag: 0, LatePolicy.Amend), ofTrades: false), iter: 400);

    [Fact]
    public void A_loss_at_any_point_takes_the_bars_that_it_touches_and_no_others() =>
        Gen.Select(Feeds(5 * EngineTime.Second, 0), Gen.Int[0, 700], Gen.Int[0, 100]).Sample((feed, from, length) =>
        {
            var begin = feed.Events.Min(e => e.Time);
            var (lost, back) = (begin + (from * 5 * EngineTime.Second), begin + ((from + length) * 5 * EngineTime.Second));
            var told = feed with { Events = [.. feed.Events.Where(e => e.Time + (5 * EngineTime.Second) <= lost || e.Time >= back)] };
            var made = Live(told, ofTrades: false, lag: 0, loss: (lost, back));
            for (var k = 0; k < Names.Length; k++)
            {
                foreach (var symbol in Enumerable.Range(0, Symbols))
                {
                    var whole = Aggregation.OfBars(Columns(feed, symbol), Spec(Names[k]), feed.Hours).ToDictionary(b => b.Time);
                    var latest = told.Events.Where(e => e.Symbol == symbol && e.Arrives <= lost).Select(e => e.Time + (5 * EngineTime.Second)).DefaultIfEmpty(long.MinValue).Max();
                    foreach (var bar in made.Bars[k][symbol]) Same(whole[bar.Time], bar, feed);
                    // Nothing but what reaches from the latest bar before the loss into the time after it is missing.
                    foreach (var bar in whole.Values.Where(b => !made.Bars[k][symbol].Exists(m => m.Time == b.Time)))
                        Assert.True(bar.Time < back && Ends(bar.Time, Spec(Names[k]), feed) > latest, $"{Names[k]} bar at {EngineTime.ToInstant(bar.Time)} is missing");
                }
            }
        }, iter: 400);

    /// <summary>What a live stream made, by kind and symbol, in order of time.</summary>
    sealed record Made(List<AggregatedBar>[][] Bars, LiveBarCounters[] Counters);

    static Made Live(Feed feed, bool ofTrades, long lag, LatePolicy late = LatePolicy.Drop, (long From, long To)? loss = null)
    {
        var live = new LiveBars(Symbols, new LiveBarsOptions
        {
            Specs = [.. Names.Select(Spec)], Hours = feed.Hours, Grace = Grace + lag, Late = late, AmendFor = 5 * EngineTime.Minute,
        });
        live.Listen(0);
        var made = new Made([.. Names.Select(_ => Enumerable.Range(0, Symbols).Select(_ => new List<AggregatedBar>()).ToArray())], new LiveBarCounters[Names.Length]);
        var (lost, back) = loss ?? (long.MaxValue, long.MaxValue);
        foreach (var e in feed.Events)
        {
            LoseUntil(e.Arrives);
            // The clock comes first, and lags behind the input by up to so much.
            Close(e.Arrives);
            if (ofTrades) live.AddTrade(e.Symbol, e.Time, e.Price, e.Shares);
            else live.Add(e.Symbol, new Bar(e.Time, e.Price, e.Price + e.Range, e.Price - e.Range, e.Price, e.Shares));
        }
        LoseUntil(long.MaxValue - 1);
        Close(feed.Events[^1].Arrives + (26L * 60 * EngineTime.Minute));
        for (var k = 0; k < Names.Length; k++) made.Counters[k] = live.CountersOf(k);
        return made;

        void LoseUntil(long now)
        {
            if (now > lost)
            {
                Close(lost);
                live.Lose();
                lost = long.MaxValue;
            }
            if (now > back)
            {
                Close(back);
                live.Listen(back);
                back = long.MaxValue;
            }
        }

        void Close(long now)
        {
            while (live.TryClose(now - lag, out var slice))
            {
                var k = Array.IndexOf(Names, slice.Spec.ToString());
                for (var i = 0; i < slice.Count; i++)
                    made.Bars[k][slice.Bars.Symbols[i]].Add(new AggregatedBar(slice.Opened, slice.Bars.Open[i], slice.Bars.High[i], slice.Bars.Low[i], slice.Bars.Close[i], slice.Bars.Volume[i], slice.Vwap[i], slice.Trades[i], true));
            }
            while (live.TryTakeAmended(out var spec, out var symbol, out var bar))
            {
                var bars = made.Bars[Array.IndexOf(Names, spec.ToString())][symbol];
                bars.RemoveAll(b => b.Time == bar.Time);
                bars.Add(bar);
                bars.Sort((a, b) => a.Time.CompareTo(b.Time));
            }
        }
    }

    static void Check(Feed feed, Made made, bool ofTrades)
    {
        for (var k = 0; k < Names.Length; k++) Compare(feed, made, k, ofTrades);
    }

    static void Compare(Feed feed, Made made, int k, bool ofTrades)
    {
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var batch = ofTrades ? Aggregation.OfTrades(TradesOf(feed, symbol), Spec(Names[k]), feed.Hours) : Aggregation.OfBars(Columns(feed, symbol), Spec(Names[k]), feed.Hours);
            Assert.Equal(batch.Select(b => b.Time), made.Bars[k][symbol].Select(b => b.Time));
            foreach (var (expected, actual) in batch.Zip(made.Bars[k][symbol])) Same(expected, actual, feed);
        }
    }

    /// <summary>The same to the last bit, but for the average, whose sum depends on the order.</summary>
    static void Same(AggregatedBar expected, AggregatedBar actual, Feed feed)
    {
        Assert.Equal(expected with { Vwap = 0, IsComplete = true }, actual with { Vwap = 0, IsComplete = true });
        Assert.True(Math.Abs((actual.Vwap / expected.Vwap) - 1) < 1e-12, $"{actual.Vwap} and {expected.Vwap} in {feed.Session.Date}");
    }

    /// <summary>The end of the interval that a time lies in, worked out from the session alone; null outside of it.</summary>
    static long? Ends(long time, BarSpec spec, Feed feed)
    {
        var (open, close) = feed.Hours == SessionHours.Regular
            ? (feed.Session.OpenNanoseconds, feed.Session.CloseNanoseconds) : (EngineTime.From(feed.Session.ExtendedOpen), EngineTime.From(feed.Session.ExtendedClose));
        if (time < open || time >= close) return null;
        return spec.Kind == BarKind.Day ? close : Math.Min(close, open + ((((time - open) / spec.Size) + 1) * spec.Size));
    }

    static BarColumns Columns(Feed feed, int symbol)
    {
        var events = feed.Events.Where(e => e.Symbol == symbol).OrderBy(e => e.Time).ToArray();
        return new BarColumns("X", [.. events.Select(e => e.Time)], [.. events.Select(e => e.Price)], [.. events.Select(e => e.Price + e.Range)], [.. events.Select(e => e.Price - e.Range)], [.. events.Select(e => e.Price)], [.. events.Select(e => (double)e.Shares)]);
    }

    static TradeColumns TradesOf(Feed feed, int symbol)
    {
        var events = feed.Events.Where(e => e.Symbol == symbol).OrderBy(e => e.Time).ToArray();
        return new TradeColumns("X", [.. events.Select(e => e.Time)], [.. events.Select(e => e.Price)], [.. events.Select(e => (double)e.Shares)]);
    }

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);
}
