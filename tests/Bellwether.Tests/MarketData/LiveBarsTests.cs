using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using static Bellwether.Tests.MarketData.LiveStream;

namespace Bellwether.Tests.MarketData;

public sealed class LiveBarsTests
{
    [Fact]
    public void A_minute_has_the_first_open_the_extremes_the_last_close_and_all_volume()
    {
        var bars = Listening(3);
        bars.Add(2, new Bar(At(0), 10, 11, 9.5, 10.5, 100));
        bars.Add(2, new Bar(At(5), 10.5, 12, 10.4, 11, 200));
        bars.Add(2, new Bar(At(55), 11, 11.5, 9, 9.25, 50));
        bars.Add(0, new Bar(At(30), 5, 5, 5, 5, 1));
        Assert.False(bars.TryClose(At(60) - 1, out _));
        Assert.True(bars.TryClose(At(60), out var slice));
        Assert.Equal((At(0), At(60)), (slice.Opened, slice.Closed));
        Assert.Equal([0, 2], slice.Bars.Symbols.ToArray());
        Assert.Equal([5, 10], slice.Bars.Open.ToArray());
        Assert.Equal([5, 12], slice.Bars.High.ToArray());
        Assert.Equal([5, 9], slice.Bars.Low.ToArray());
        Assert.Equal([5, 9.25], slice.Bars.Close.ToArray());
        Assert.Equal([1, 350], slice.Bars.Volume.ToArray());
        Assert.Equal([BarPresence.Present, BarPresence.Missing, BarPresence.Present], slice.Presence.ToArray());
        Assert.False(bars.TryClose(At(60), out _));
    }

    [Fact]
    public void Averages_and_counts_of_trades_are_those_of_the_source()
    {
        var bars = Listening(2);
        bars.Add(0, new Bar(At(0), 10, 12, 10, 11, 100), 10.5, 4);
        bars.Add(0, new Bar(At(5), 11, 11, 11, 11, 0), double.NaN, 0);
        bars.Add(0, new Bar(At(10), 11, 13, 11, 12, 300), 11.5, 6);
        bars.Add(1, new Bar(At(0), 20, 23, 20, 20, 100));
        bars.Add(1, new Bar(At(5), 20, 20, 20, 20, 100), 20, 3);
        Assert.True(bars.TryClose(At(60), out var slice));
        // (10.5 × 100 + 11.5 × 300) / 400, and for the other its typical price of 21 once.
        Assert.Equal(11.25, slice.Vwap[0], 12);
        Assert.Equal(20.5, slice.Vwap[1], 12);
        Assert.Equal([10, -1], slice.Trades.ToArray());
    }

    [Fact]
    public void Minutes_that_ended_together_come_out_one_by_one_and_empty_ones_not_at_all()
    {
        var bars = Listening(1);
        bars.Add(0, Tick(0, 1));
        bars.Add(0, Tick(60, 2));
        Assert.Equal([(At(0), 1.0), (At(60), 2.0)], Drain(bars, At(300)));
        bars.Add(0, Tick(300, 3));
        Assert.Equal([(At(300), 3.0)], Drain(bars, At(360)));
    }

    [Fact]
    public void Several_lengths_come_out_of_one_stream_the_earliest_first()
    {
        Assert.True(BarSpec.TryParse("5m", out var five, out _));
        var bars = Listening(1, new LiveBarsOptions { Specs = [BarSpec.OfTime(5 * EngineTime.Second), BarSpec.OneMinute, five] });
        var closed = new List<(string Spec, long Second, double Open, double Close, double Volume)>();
        for (var second = 0; second < 300; second += 5)
        {
            bars.Add(0, Tick(second, 1 + second));
            while (bars.TryClose(At(second + 5), out var slice))
                closed.Add((slice.Spec.ToString(), (slice.Opened - At(0)) / EngineTime.Second, slice.Bars.Open[0], slice.Bars.Close[0], slice.Bars.Volume[0]));
        }
        Assert.Equal(60 + 5 + 1, closed.Count);
        Assert.Equal([("5s", 55L, 56.0, 56.0, 1.0), ("1m", 0L, 1.0, 56.0, 12.0), ("5s", 60L, 61.0, 61.0, 1.0)], closed[11..14]);
        Assert.Equal([("5s", 295L, 296.0, 296.0, 1.0), ("1m", 240L, 241.0, 296.0, 12.0), ("5m", 0L, 1.0, 296.0, 60.0)], closed[^3..]);
    }

    [Fact]
    public void The_next_minute_may_begin_while_the_last_waits_for_stragglers()
    {
        var bars = Listening(2, new LiveBarsOptions { Grace = 3 * EngineTime.Second });
        bars.Add(0, Tick(55, 1));
        bars.Add(0, Tick(60, 2));
        Assert.False(bars.TryClose(At(62), out _));
        bars.Add(1, Tick(55, 7));
        bars.Add(0, Tick(50, 5));
        Assert.True(bars.TryClose(At(63), out var slice));
        Assert.Equal([5, 7], slice.Bars.Open.ToArray());
        Assert.Equal([1, 7], slice.Bars.Close.ToArray());
        Assert.Equal([(At(60), 2.0)], Drain(bars, At(123)));
        Assert.Equal((4, 1), (bars.CountersOf(0).Merged, bars.CountersOf(0).Straggled));
    }

    [Fact]
    public void A_late_bar_changes_nothing_and_is_counted()
    {
        var bars = Listening(1);
        bars.Add(0, Tick(0, 1));
        Assert.Single(Drain(bars, At(60)));
        bars.Add(0, Tick(55, 9));
        Assert.Empty(Drain(bars, At(120)));
        Assert.False(bars.TryTakeAmended(out _, out _, out _));
        Assert.Equal(new LiveBarCounters(Merged: 1, 0, 0, Late: 1, 0, 0, 0, 0), bars.CountersOf(0));
    }

    [Fact]
    public void A_minute_in_which_nobody_traded_is_as_closed_as_any_other()
    {
        var bars = Listening(1);
        Assert.False(bars.TryClose(At(120), out _));
        bars.Add(0, Tick(30, 9));
        Assert.False(bars.TryClose(At(180), out _));
        Assert.Equal(1, bars.CountersOf(0).Late);
    }

    [Fact]
    public void A_late_bar_amends_what_was_handed_out_where_that_is_the_policy_and_for_as_long()
    {
        var bars = Listening(2, new LiveBarsOptions { Late = LatePolicy.Amend, AmendFor = 10 * EngineTime.Second });
        bars.Add(1, Tick(0, 5));
        bars.Add(1, Tick(60, 6));
        Assert.True(bars.TryClose(At(60), out _));
        bars.Add(1, Tick(55, 9));
        bars.Add(1, Tick(50, 2));
        Assert.True(bars.TryTakeAmended(out var spec, out var symbol, out var bar));
        Assert.Equal((BarSpec.OneMinute, 1, At(0)), (spec, symbol, bar.Time));
        Assert.Equal((5.0, 9.0, 2.0, 9.0, 3.0), (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
        Assert.False(bars.TryTakeAmended(out _, out _, out _));
        Assert.False(bars.TryClose(At(71), out _));
        bars.Add(1, Tick(45, 1));
        Assert.False(bars.TryTakeAmended(out _, out _, out _));
        Assert.Equal((2, 1), (bars.CountersOf(0).Amended, bars.CountersOf(0).Late));
        Assert.Equal([(At(60), 6.0)], Drain(bars, At(120)));
        // The other one had no bar then.
        bars.Add(0, Tick(100, 4));
        Assert.True(bars.TryTakeAmended(out _, out symbol, out bar));
        Assert.Equal((0, At(60), 4.0, 1.0), (symbol, bar.Time, bar.Close, bar.Volume));
    }

    [Fact]
    public void A_repeated_bar_counts_once()
    {
        var bars = Listening(1);
        bars.Add(0, Tick(5, 1));
        bars.Add(0, Tick(5, 1));
        bars.Add(0, Tick(0, 2));
        bars.Add(0, Tick(0, 2));
        Assert.True(bars.TryClose(At(60), out var slice));
        Assert.Equal((2.0, 1.0, 2.0), (slice.Bars.Open[0], slice.Bars.Close[0], slice.Bars.Volume[0]));
        Assert.Equal((2, 2, 2), (bars.CountersOf(0).Merged, bars.CountersOf(0).Repeated, bars.CountersOf(0).Ignored));
    }

    [Fact]
    public void Nothing_is_a_bar_before_there_is_a_stream()
    {
        var bars = new LiveBars(1);
        bars.Add(0, Tick(0, 1));
        Assert.Empty(Drain(bars, At(60)));
        Assert.Equal(1, bars.CountersOf(0).BrokenBars);
    }

    [Fact]
    public void A_minute_that_was_in_progress_when_we_began_never_closes()
    {
        var bars = new LiveBars(1);
        bars.Listen(At(3600) + 1);
        bars.Add(0, Tick(3605, 1));
        bars.Add(0, Tick(3660, 2));
        Assert.Equal([(At(3660), 2.0)], Drain(bars, At(3720)));
        Assert.Equal((2, 1), (bars.CountersOf(0).Merged, bars.CountersOf(0).BrokenBars));
    }

    [Fact]
    public void A_minute_that_a_loss_reaches_into_never_closes_as_a_full_one()
    {
        var bars = Listening(2, new LiveBarsOptions { Grace = 5 * EngineTime.Second });
        for (var second = 0; second < 60; second += 5) bars.Add(0, Tick(second, 1));
        bars.Add(0, Tick(60, 2));
        bars.Add(1, Tick(60, 7));
        bars.Lose(0);
        // The first minute was whole before anything was lost. In the second the other symbol goes on.
        Assert.True(bars.TryClose(At(65), out var first));
        Assert.Equal([BarPresence.Present, BarPresence.Missing], first.Presence.ToArray());
        Assert.True(bars.TryClose(At(125), out var second_));
        Assert.Equal((BarPresence.Broken, BarPresence.Present, 7.0), (second_.Presence[0], second_.Presence[1], second_.Bars.Close[0]));
        bars.Listen(0, At(150));
        bars.Add(0, Tick(150, 3));
        bars.Add(0, Tick(180, 4));
        Assert.Equal([(At(180), 4.0)], Drain(bars, At(245)));
        Assert.Equal(2, bars.CountersOf(0).BrokenBars);
    }

    [Fact]
    public void A_new_stream_breaks_what_reaches_into_it_although_nobody_noticed_a_loss()
    {
        var bars = Listening(1);
        bars.Add(0, Tick(0, 1));
        bars.Add(0, Tick(60, 2));
        bars.Listen(At(90));
        bars.Add(0, Tick(95, 3));
        bars.Add(0, Tick(120, 4));
        // The first minute was whole: something newer had come after it.
        Assert.Equal([(At(0), 1.0), (At(120), 4.0)], Drain(bars, At(180)));
    }

    [Fact]
    public void Bars_outside_the_session_are_counted_and_ignored()
    {
        var bars = Listening(1);
        bars.Add(0, Tick(-5, 1));
        bars.Add(0, new Bar(Session.CloseNanoseconds, 1, 1, 1, 1, 1));
        bars.Add(0, new Bar(long.MinValue, 1, 1, 1, 1, 1));
        bars.Add(0, new Bar(long.MaxValue, 1, 1, 1, 1, 1));
        Assert.Equal(4, bars.CountersOf(0).OutsideSession);
        Assert.Empty(Drain(bars, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => bars.Add(1, Tick(0, 1)));
    }

    [Fact]
    public void Input_too_far_ahead_of_the_clock_is_left_out_and_its_minute_never_closes()
    {
        var bars = Listening(1);
        for (var minute = 0; minute < 4; minute++) bars.Add(0, Tick(60 * minute, 1 + minute));
        Assert.Equal((3, 1), (bars.CountersOf(0).Merged, bars.CountersOf(0).TooEarly));
        Assert.Equal([(At(0), 1.0), (At(60), 2.0), (At(120), 3.0)], Drain(bars, At(180)));
        bars.Add(0, Tick(185, 9));
        bars.Add(0, Tick(240, 5));
        Assert.Equal([(At(240), 5.0)], Drain(bars, At(300)));
    }

    [Fact]
    public void A_clock_that_jumps_ahead_closes_everything_in_between_and_one_that_is_set_back_nothing()
    {
        var bars = Listening(1);
        bars.Add(0, Tick(0, 1));
        Assert.Equal([(At(0), 1.0)], Drain(bars, At(600)));
        bars.Add(0, Tick(60, 2));
        bars.Add(0, Tick(660, 3));
        Assert.Empty(Drain(bars, At(300)));
        Assert.Equal([(At(660), 3.0)], Drain(bars, At(720)));
        Assert.Equal(1, bars.CountersOf(0).Late);
    }

    [Fact]
    public void The_last_minute_of_a_half_day_closes_at_one_and_the_last_hour_is_short()
    {
        var half = ExchangeCalendar.NewYork.SessionOn(new(2024, 7, 3))!;
        Assert.True(BarSpec.TryParse("1h", out var hour, out _));
        var bars = new LiveBars(1, new LiveBarsOptions { Specs = [hour] });
        bars.Listen(0);
        var last = half.CloseNanoseconds - (5 * EngineTime.Second);
        bars.Add(0, new Bar(last, 1, 2, 1, 2, 3));
        bars.Add(0, new Bar(half.CloseNanoseconds, 9, 9, 9, 9, 9));
        Assert.Empty(Drain(bars, half.CloseNanoseconds - 1));
        // 09:30, 10:30, 11:30, and from 12:30 half an hour.
        Assert.Equal([(half.CloseNanoseconds - (30 * EngineTime.Minute), 2.0)], Drain(bars, half.CloseNanoseconds));
    }

    [Fact]
    public void All_hours_begin_at_four_by_the_clock_of_New_York_before_and_after_it_is_changed()
    {
        foreach (var (date, utc) in (ReadOnlySpan<(LocalDate, int)>)[(new(2024, 3, 8), 9), (new(2024, 3, 11), 8), (new(2024, 11, 1), 8), (new(2024, 11, 4), 9)])
        {
            var four = EngineTime.From(date.At(new LocalTime(utc, 0)).InUtc().ToInstant());
            var all = new LiveBars(1, new LiveBarsOptions { Hours = SessionHours.Extended });
            var regular = new LiveBars(1);
            foreach (var bars in (ReadOnlySpan<LiveBars>)[all, regular])
            {
                bars.Listen(0);
                bars.Add(0, new Bar(four - (5 * EngineTime.Second), 1, 1, 1, 1, 1));
                bars.Add(0, new Bar(four, 2, 2, 2, 2, 2));
            }
            Assert.Equal([(four, 2.0)], Drain(all, four + EngineTime.Minute));
            Assert.Equal(1, all.CountersOf(0).OutsideSession);
            Assert.Equal(2, regular.CountersOf(0).OutsideSession);
        }
    }

    [Fact]
    public void Missing_minutes_are_filled_only_where_that_was_asked_for_and_never_over_a_loss_or_a_night()
    {
        var bars = Listening(3, new LiveBarsOptions { FillsForward = true });
        bars.Add(0, Tick(0, 1));
        bars.Add(1, Tick(0, 2));
        Assert.Equal([(At(0), 0, 1.0, BarPresence.Present), (At(0), 1, 2.0, BarPresence.Present)], Rows(bars, At(60)));
        bars.Add(1, Tick(60, 3));
        Assert.Equal([(At(60), 0, 1.0, BarPresence.Filled), (At(60), 1, 3.0, BarPresence.Present)], Rows(bars, At(120)));
        Assert.Equal([(At(120), 0, 1.0, BarPresence.Filled), (At(120), 1, 3.0, BarPresence.Filled)], Rows(bars, At(180)));
        bars.Lose(0);
        bars.Add(0, Tick(180, 8));
        Assert.Equal([(At(180), 1, 3.0, BarPresence.Filled)], Rows(bars, At(240)));
        var rest = Rows(bars, Session.CloseNanoseconds + (10 * EngineTime.Minute));
        Assert.Equal(Session.CloseNanoseconds - EngineTime.Minute, rest[^1].Opened);
        var tomorrow = ExchangeCalendar.NewYork.NextSession(Session.Date);
        bars.Listen(tomorrow.OpenNanoseconds);
        bars.Add(0, new Bar(tomorrow.OpenNanoseconds, 5, 5, 5, 5, 1));
        Assert.Equal([(tomorrow.OpenNanoseconds, 0, 5.0, BarPresence.Present)], Rows(bars, tomorrow.OpenNanoseconds + EngineTime.Minute));

        static List<(long Opened, int Symbol, double Close, BarPresence Presence)> Rows(LiveBars bars, long now)
        {
            var rows = new List<(long, int, double, BarPresence)>();
            while (bars.TryClose(now, out var slice))
            {
                for (var i = 0; i < slice.Count; i++)
                {
                    var presence = slice.Presence[slice.Bars.Symbols[i]];
                    rows.Add((slice.Opened, slice.Bars.Symbols[i], slice.Bars.Close[i], presence));
                    if (presence == BarPresence.Filled) Assert.Equal((0.0, 0L), (slice.Bars.Volume[i], slice.Trades[i]));
                }
            }
            return rows;
        }
    }

    [Fact]
    public void The_bar_in_progress_can_be_seen_and_is_marked_as_unfinished()
    {
        var bars = Listening(1);
        Assert.False(bars.TryShow(0, 0, out _));
        bars.Add(0, new Bar(At(0), 10, 12, 9, 11, 100));
        bars.Add(0, new Bar(At(5), 11, 13, 11, 12, 100));
        Assert.True(bars.TryShow(0, 0, out var bar));
        Assert.Equal((At(0), 10.0, 13.0, 9.0, 12.0, 200.0, false), (bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.IsComplete));
        Assert.Single(Drain(bars, At(60)));
        Assert.False(bars.TryShow(0, 0, out _));
    }

    [Fact]
    public void More_symbols_than_bits_in_a_word_keep_their_order()
    {
        var bars = Listening(200);
        for (var symbol = 199; symbol >= 0; symbol -= 3) bars.Add(symbol, Tick(0, symbol + 1));
        Assert.True(bars.TryClose(At(60), out var slice));
        Assert.Equal(Enumerable.Range(0, 200).Where(s => s % 3 == 1), slice.Bars.Symbols.ToArray());
        Assert.Equal(slice.Bars.Symbols.ToArray().Select(s => s + 1.0), slice.Bars.Close.ToArray());
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
        var bars = new LiveBars(2, new LiveBarsOptions { InputLength = EngineTime.Second });
        bars.Listen(0);
        foreach (var (symbol, bar) in all)
        {
            bars.Add(symbol, bar);
            Close(bar.Time);
        }
        Close(session.CloseNanoseconds);
        Assert.True(expected.Count > 750);
        Assert.Equal(expected, actual);

        void Close(long now)
        {
            while (bars.TryClose(now, out var slice))
                for (var i = 0; i < slice.Count; i++)
                    actual.Add((slice.Bars.Symbols[i], new Bar(slice.Opened, slice.Bars.Open[i], slice.Bars.High[i], slice.Bars.Low[i], slice.Bars.Close[i], slice.Bars.Volume[i])));
        }
    }

    [Fact]
    public void Adding_and_closing_allocate_nothing()
    {
        Assert.True(BarSpec.TryParse("5m", out var five, out _));
        var bars = Listening(50, new LiveBarsOptions
        {
            Specs = [BarSpec.OfTime(5 * EngineTime.Second), BarSpec.OneMinute, five], Late = LatePolicy.Amend, FillsForward = true, Grace = 2 * EngineTime.Second,
        });
        Run(0, 60);
        Assert.Equal(0, Allocation.Of(() => Run(60, 240), () => Run(240, 420), () => Run(420, 600)));

        void Run(int from, int to)
        {
            for (var second = from; second < to; second += 5)
            {
                for (var symbol = 0; symbol < 50; symbol++)
                {
                    // One in three is late by a bar, one never comes.
                    if (symbol == 7) continue;
                    bars.Add(symbol, Tick(symbol % 3 == 0 ? second - 5 : second, 10));
                    bars.AddTrade(symbol, At(second) + symbol, 10, 1);
                }
                while (bars.TryClose(At(second), out _)) { }
                while (bars.TryTakeAmended(out _, out _, out _)) { }
            }
        }
    }

    [Fact]
    public void Options_that_cannot_be_say_what_would_be_right()
    {
        Assert.True(BarSpec.TryParse("7s", out var seven, out _));
        Assert.True(BarSpec.TryParse("tick:5", out var ticks, out _));
        Assert.Contains("7s: expected a multiple of the 5 s", Refusal(new() { Specs = [seven] }), StringComparison.Ordinal);
        Assert.Contains("tick:5: expected a bar that ends by the clock", Refusal(new() { Specs = [ticks] }), StringComparison.Ordinal);
        Assert.Contains("give at least one", Refusal(new() { Specs = [] }), StringComparison.Ordinal);
        Assert.Contains("from 0 to an hour", Refusal(new() { Grace = -1 }), StringComparison.Ordinal);
        Assert.Contains("shorten the grace", Refusal(new() { Specs = [BarSpec.OfTime(EngineTime.Second)], InputLength = EngineTime.Second, Grace = 5 * EngineTime.Minute }), StringComparison.Ordinal);

        static string Refusal(LiveBarsOptions options) => Assert.ThrowsAny<ArgumentException>(() => new LiveBars(1, options)).Message;
    }

    [Fact]
    public void What_is_due_next_is_the_first_end_and_the_grace()
    {
        var bars = Listening(1, new LiveBarsOptions { Grace = 2 * EngineTime.Second });
        Assert.Equal(long.MaxValue, bars.NextDue);
        bars.Add(0, Tick(30, 1));
        Assert.Equal(At(62), bars.NextDue);
        Assert.Single(Drain(bars, At(62)));
        Assert.Equal(long.MaxValue, bars.NextDue);
    }
}
