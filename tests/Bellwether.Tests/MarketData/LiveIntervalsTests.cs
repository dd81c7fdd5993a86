using Bellwether.Core;
using Bellwether.MarketData;
using static Bellwether.Tests.MarketData.LiveStream;

namespace Bellwether.Tests.MarketData;

/// <summary>Live bars of a source that tells every interval, so that what is missing is known to be missing.</summary>
public sealed class LiveIntervalsTests
{
    static readonly LiveBarsOptions EveryInterval = new() { TellsEveryInterval = true };

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(55)]
    public void A_minute_of_a_source_that_tells_every_interval_is_none_when_one_is_missing(int missing)
    {
        var bars = Listening(2, EveryInterval);
        for (var second = 0; second < 60; second += 5)
        {
            if (second != missing) bars.Add(0, Tick(second, 1));
            bars.Add(1, Tick(second, 2));
        }
        Assert.True(bars.TryClose(At(60), out var slice));
        Assert.Equal([BarPresence.Broken, BarPresence.Present], slice.Presence.ToArray());
        Assert.Equal([1], slice.Bars.Symbols.ToArray());
        Assert.True(bars.TryTakeIncomplete(out var symbol, out var opened, out var closed));
        Assert.Equal((0, At(0), At(60)), (symbol, opened, closed));
        Assert.False(bars.TryTakeIncomplete(out _, out _, out _));
        // It comes all the same, and makes no minute any more.
        bars.Add(0, Tick(missing, 1));
        Assert.Equal(1, bars.CountersOf(0).Late);
        // The next one is whole.
        for (var second = 60; second < 120; second += 5) bars.Add(0, Tick(second, 3));
        Assert.Equal([(At(60), 3.0)], Drain(bars, At(120)));
    }

    [Fact]
    public void A_minute_that_a_short_session_ends_within_counts_what_there_was_room_for()
    {
        Assert.True(BarSpec.TryParse("4h", out var four, out _));
        var bars = Listening(1, EveryInterval with { Specs = [four] });
        // From 09:30 to 13:30, and to 16:00: two and a half hours, 1,800 intervals.
        for (var second = 0; second < 23_400; second += 5) bars.Add(0, Tick(second, 1));
        Assert.Equal([(At(0), 1.0), (At(14_400), 1.0)], Drain(bars, At(23_400)));
    }

    [Fact]
    public void A_source_that_passes_quiet_intervals_over_is_recognised_by_its_holes_and_taken_as_it_is()
    {
        var bars = Listening(1, EveryInterval);
        var minutes = new List<(long, double)>();
        for (var minute = 0; minute < 4; minute++)
        {
            for (var second = 0; second < 60; second += 5)
                if (second is not (20 or 40)) bars.Add(0, Tick((60 * minute) + second, minute));
            minutes.AddRange(Drain(bars, At(60 * (minute + 1))));
        }
        // The fifth hole shows it.
        Assert.Equal([(At(120), 2.0), (At(180), 3.0)], minutes);
    }

    [Fact]
    public void What_is_lost_of_all_symbols_at_once_is_no_habit_of_the_source()
    {
        var bars = Listening(8, EveryInterval);
        for (var second = 0; second < 120; second += 5)
            for (var symbol = 0; symbol < 8; symbol++)
                if (second != 30 && (symbol > 0 || second != 90)) bars.Add(symbol, Tick(second, 1));
        Assert.True(bars.TryClose(At(120), out var slice));
        Assert.Equal((At(60), 7), (slice.Opened, slice.Count));
        Assert.Equal(9, bars.CountersOf(0).BrokenBars);
    }

    [Fact]
    public void A_source_that_has_told_a_quiet_interval_once_has_lost_what_is_missing()
    {
        var bars = Listening(1, EveryInterval);
        var minutes = new List<(long, double)>();
        for (var minute = 0; minute < 8; minute++)
        {
            for (var second = 0; second < 60; second += 5)
                if (second != 30 || minute == 0) bars.Add(0, new Bar(At((60 * minute) + second), 1, 1, 1, 1, second == 30 ? 0 : 5));
            minutes.AddRange(Drain(bars, At(60 * (minute + 1))));
        }
        Assert.Equal([(At(0), 1.0)], minutes);
        Assert.Equal(7, bars.CountersOf(0).BrokenBars);
    }

    [Fact]
    public void An_interruption_that_is_known_is_no_sign_of_quiet_intervals()
    {
        var bars = Listening(1, EveryInterval);
        for (var minute = 0; minute < 5; minute++)
        {
            for (var second = 0; second < 60; second += 5)
            {
                if (second == 30) bars.Listen(0, At((60 * minute) + 35));
                else bars.Add(0, Tick((60 * minute) + second, 1));
            }
            Assert.Empty(Drain(bars, At(60 * (minute + 1))));
        }
        for (var second = 300; second < 355; second += 5) bars.Add(0, Tick(second, 1));
        Assert.Empty(Drain(bars, At(360)));
    }
}
