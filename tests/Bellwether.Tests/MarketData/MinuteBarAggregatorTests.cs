using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class MinuteBarAggregatorTests
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new(2024, 1, 2))!;

    [Fact]
    public void A_minute_has_the_first_open_the_extremes_the_last_close_and_all_volume()
    {
        var aggregator = Started(3);
        aggregator.Add(2, new Bar(At(0), 10, 11, 9.5, 10.5, 100));
        aggregator.Add(2, new Bar(At(5), 10.5, 12, 10.4, 11, 200));
        aggregator.Add(2, new Bar(At(55), 11, 11.5, 9, 9.25, 50));
        aggregator.Add(0, new Bar(At(30), 5, 5, 5, 5, 1));
        Assert.False(aggregator.TryClose(At(60) - 1, out _, out _));
        Assert.True(aggregator.TryClose(At(60), out var opened, out var slice));
        Assert.Equal(At(0), opened);
        Assert.Equal([0, 2], slice.Symbols.ToArray());
        Assert.Equal([5, 10], slice.Open.ToArray());
        Assert.Equal([5, 12], slice.High.ToArray());
        Assert.Equal([5, 9], slice.Low.ToArray());
        Assert.Equal([5, 9.25], slice.Close.ToArray());
        Assert.Equal([1, 350], slice.Volume.ToArray());
        Assert.False(aggregator.TryClose(At(60), out _, out _));
    }

    [Fact]
    public void Minutes_that_ended_together_come_out_one_by_one_and_empty_ones_not_at_all()
    {
        var aggregator = Started(1);
        aggregator.Add(0, Tick(0, 1));
        aggregator.Add(0, Tick(60, 2));
        Assert.Equal([(At(0), 1.0), (At(60), 2.0)], Drain(aggregator, At(300)));
        aggregator.Add(0, Tick(300, 3));
        Assert.Equal([(At(300), 3.0)], Drain(aggregator, At(360)));
    }

    [Fact]
    public void The_next_minute_may_begin_while_the_last_waits_for_stragglers()
    {
        var aggregator = Started(2);
        aggregator.Add(0, Tick(55, 1));
        aggregator.Add(0, Tick(60, 2));
        aggregator.Add(1, Tick(55, 7));
        Assert.True(aggregator.TryClose(At(60), out _, out var slice));
        Assert.Equal([1, 7], slice.Close.ToArray());
        Assert.Equal([(At(60), 2.0)], Drain(aggregator, At(120)));
    }

    [Fact]
    public void A_late_bar_changes_nothing_and_is_counted()
    {
        var aggregator = Started(1);
        aggregator.Add(0, Tick(0, 1));
        Assert.Single(Drain(aggregator, At(60)));
        aggregator.Add(0, Tick(55, 9));
        Assert.Empty(Drain(aggregator, At(120)));
        Assert.Equal(new AggregatorCounters(Merged: 1, Late: 1, 0, 0, 0, 0), aggregator.Counters);
    }

    [Fact]
    public void A_repeated_bar_counts_once()
    {
        var aggregator = Started(1);
        aggregator.Add(0, Tick(5, 1));
        aggregator.Add(0, Tick(5, 1));
        aggregator.Add(0, Tick(0, 2));
        Assert.Equal([(At(0), 1.0)], Drain(aggregator, At(60)));
        Assert.Equal((1, 2, 2), (aggregator.Counters.Merged, aggregator.Counters.Repeated, aggregator.Counters.Ignored));
    }

    [Fact]
    public void A_minute_that_was_in_progress_when_we_began_never_closes()
    {
        var aggregator = new MinuteBarAggregator(1);
        aggregator.StartSession(Session, At(3600) + 1);
        aggregator.Add(0, Tick(3605, 1));
        aggregator.Add(0, Tick(3660, 2));
        Assert.Equal([(At(3660), 2.0)], Drain(aggregator, At(3720)));
        Assert.Equal((1, 1), (aggregator.Counters.Merged, aggregator.Counters.Incomplete));
    }

    [Fact]
    public void After_an_interruption_the_broken_minutes_are_dropped()
    {
        var aggregator = Started(1);
        aggregator.Add(0, Tick(0, 1));
        aggregator.Add(0, Tick(60, 2));
        aggregator.Interrupt(At(90));
        aggregator.Add(0, Tick(95, 3));
        aggregator.Add(0, Tick(120, 4));
        Assert.Equal([(At(120), 4.0)], Drain(aggregator, At(180)));
        Assert.Equal(1, aggregator.Counters.Incomplete);
    }

    [Fact]
    public void Bars_outside_the_session_or_far_ahead_are_counted_and_ignored()
    {
        var aggregator = new MinuteBarAggregator(1);
        aggregator.Add(0, Tick(0, 1));
        aggregator.StartSession(Session, 0);
        aggregator.Add(0, Tick(-5, 1));
        aggregator.Add(0, new Bar(Session.CloseNanoseconds, 1, 1, 1, 1, 1));
        aggregator.Add(0, Tick(120, 1));
        Assert.Equal(new AggregatorCounters(0, 0, 0, 0, TooEarly: 1, OutsideSession: 3), aggregator.Counters);
        Assert.Empty(Drain(aggregator, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => aggregator.Add(1, Tick(0, 1)));
    }

    [Fact]
    public void The_last_minute_closes_with_the_session()
    {
        var aggregator = Started(1);
        Assert.Empty(Drain(aggregator, Session.CloseNanoseconds - EngineTime.Minute));
        aggregator.Add(0, new Bar(Session.CloseNanoseconds - (5 * EngineTime.Second), 1, 2, 1, 2, 3));
        Assert.Equal([(Session.CloseNanoseconds - EngineTime.Minute, 2.0)], Drain(aggregator, Session.CloseNanoseconds));
    }

    [Fact]
    public void More_symbols_than_bits_in_a_word_keep_their_order()
    {
        var aggregator = Started(200);
        for (var symbol = 199; symbol >= 0; symbol -= 3) aggregator.Add(symbol, Tick(0, symbol + 1));
        Assert.True(aggregator.TryClose(At(60), out _, out var slice));
        Assert.Equal(Enumerable.Range(0, 200).Where(s => s % 3 == 1), slice.Symbols.ToArray());
        Assert.Equal(slice.Symbols.ToArray().Select(s => s + 1.0), slice.Close.ToArray());
    }

    [Fact]
    public void Real_second_bars_make_the_minutes_that_grouping_makes()
    {
        var table = new[] { "IBM", "SPY" };
        var session = ExchangeCalendar.NewYork.SessionOn(new(2013, 10, 7))!;
        using var folder = new Storage.Csv.ScratchFolder();
        var seconds = table.Select((symbol, index) => (Index: index, Bars: BarFile.Read(
            folder.File(symbol + ".csv.gz", File.ReadAllBytes(TestData.Shared($"data/equity/second_trade/{symbol}_20131007.csv.gz"))), barLength: Duration.FromSeconds(1)))).ToList();
        var all = seconds.SelectMany(s => Enumerable.Range(0, s.Bars.Count).Select(i =>
            (Symbol: s.Index, Bar: new Bar(s.Bars.Time[i], s.Bars.Open[i], s.Bars.High[i], s.Bars.Low[i], s.Bars.Close[i], s.Bars.Volume[i])))).OrderBy(x => x.Bar.Time).ToList();
        var expected = all.Where(x => x.Bar.Time >= session.OpenNanoseconds && x.Bar.Time < session.CloseNanoseconds)
            .GroupBy(x => (Minute: x.Bar.Time - (x.Bar.Time % EngineTime.Minute), x.Symbol)).OrderBy(g => g.Key)
            .Select(g => (g.Key.Symbol, new Bar(g.Key.Minute, g.First().Bar.Open, g.Max(x => x.Bar.High), g.Min(x => x.Bar.Low), g.Last().Bar.Close, g.Sum(x => x.Bar.Volume)))).ToList();

        var actual = new List<(int, Bar)>();
        var aggregator = new MinuteBarAggregator(2);
        aggregator.StartSession(session, 0);
        foreach (var (symbol, bar) in all)
        {
            aggregator.Add(symbol, bar);
            Close(bar.Time);
        }
        Close(session.CloseNanoseconds);
        Assert.True(expected.Count > 750);
        Assert.Equal(expected, actual);

        void Close(long now)
        {
            while (aggregator.TryClose(now, out var opened, out var slice))
                for (var i = 0; i < slice.Count; i++) actual.Add((slice.Symbols[i], new Bar(opened, slice.Open[i], slice.High[i], slice.Low[i], slice.Close[i], slice.Volume[i])));
        }
    }

    [Fact]
    public void Adding_and_closing_allocate_nothing()
    {
        var aggregator = Started(50);
        Run(0, 60);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(60, 600);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int from, int to)
        {
            for (var second = from; second < to; second += 5)
            {
                for (var symbol = 0; symbol < 50; symbol++) aggregator.Add(symbol, Tick(second, 10));
                while (aggregator.TryClose(At(second), out _, out _)) { }
            }
        }
    }

    static MinuteBarAggregator Started(int symbols)
    {
        var aggregator = new MinuteBarAggregator(symbols);
        aggregator.StartSession(Session, Session.OpenNanoseconds);
        return aggregator;
    }

    static List<(long Opened, double Close)> Drain(MinuteBarAggregator aggregator, long now)
    {
        var minutes = new List<(long, double)>();
        while (aggregator.TryClose(now, out var opened, out var slice)) minutes.Add((opened, Assert.Single(slice.Close.ToArray())));
        return minutes;
    }

    static long At(int secondsAfterOpen) => Session.OpenNanoseconds + (secondsAfterOpen * EngineTime.Second);

    static Bar Tick(int secondsAfterOpen, double price) => new(At(secondsAfterOpen), price, price, price, price, 1);
}
