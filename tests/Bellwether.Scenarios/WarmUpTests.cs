using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Scenarios;

/// <summary>The seam from history to the live stream, through the whole live path: wherever it lies, indicators are those of one unbroken stream.</summary>
public sealed class WarmUpTests
{
    /// <summary>Before the opening, at a minute, just after it, within it, and just before the next.</summary>
    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(1_200)]
    [InlineData(1_201)]
    [InlineData(1_207)]
    [InlineData(1_230)]
    [InlineData(1_255)]
    [InlineData(1_259)]
    public void A_start_at_any_second_leaves_neither_a_hole_nor_a_duplicate(int second) => new SeamRun(new FaultPlan()).Start(second).Play(6).Check(from: 2);

    [Fact]
    public void The_minute_in_progress_at_the_start_is_known_when_the_next_one_closes() => new SeamRun(new FaultPlan()).Start(1_230).Play(2).Check(from: 1);

    [Theory]
    [InlineData(25, 1)]
    [InlineData(25, 20)]
    [InlineData(50, 40)]
    [InlineData(10, 200)]
    public void What_an_interruption_takes_is_filled(int second, int length) =>
        new SeamRun(new FaultPlan()).Start(-3).Play(4).PlaySeconds(second).Lose().PlaySeconds(length, connects: false).Play(4).Check(from: 8);

    [Theory]
    [InlineData(12, true)]
    [InlineData(12, false)]
    [InlineData(130, true)]
    [InlineData(130, false)]
    public void What_the_link_behind_the_gateway_takes_is_filled(int length, bool areDataKept) =>
        new SeamRun(new FaultPlan()).Start(-3).Play(4).PlaySeconds(20).Away(length, areDataKept).Play(4).Check(from: 8);

    /// <summary>Nothing but the bars themselves shows that some are missing: a minute is whole when all twelve have come, and otherwise history's to tell.</summary>
    [Theory]
    [InlineData(55, 60, true)] // The last one.
    [InlineData(45, 60, false)] // The stream is silent for less than half a minute, and goes on.
    [InlineData(20, 25, false)] // One in the middle.
    [InlineData(0, 5, true)] // The first one.
    [InlineData(40, 80, false)] // Of two minutes.
    [InlineData(40, 80, true)]
    public void A_minute_of_which_bars_get_lost_without_a_word_is_told_by_history(int from, int to, bool ofAll)
    {
        var fifth = SeamRun.Session.OpenNanoseconds + (4 * EngineTime.Minute);
        var run = new SeamRun(new FaultPlan()) { LosesBar = (symbol, opened) => (ofAll || symbol == 1) && opened >= fifth + (from * EngineTime.Second) && opened < fifth + (to * EngineTime.Second) };
        run.Start(-3).Play(12).Check(from: 2, eachAlone: !ofAll);
        // After half a minute of silence the stream is asked for anew: what that minute lacks is known.
        Assert.Equal(ofAll ? 3 : 1, run.Notices.Count(n => n.Contains("have not come; it is taken from history", StringComparison.Ordinal)));
    }

    /// <summary>The last five seconds of some minutes come when the minute is closed long since.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    public void Late_data_amend_a_minute_and_every_value_is_as_if_they_had_come_in_time(int seconds)
    {
        var run = new SeamRun(new FaultPlan(), delayOf: (symbol, opened) => opened / EngineTime.Second % 60 == 55 && (opened / EngineTime.Minute + symbol) % 3 == 0 ? seconds : 0);
        run.Start(-3).Play(14).Check(from: 2);
        // Of three symbols each third minute of thirteen, as far as something traded in its last five seconds.
        Assert.InRange(run.Revisions.Applied + run.Revisions.Unchanged, 11, 13);
        Assert.InRange(run.Revisions.Applied, 6, 13);
        Assert.Equal(0, run.Revisions.LeftOut);
    }

    [Fact]
    public void History_of_one_symbol_that_is_late_keeps_the_others_waiting_and_is_not_lost()
    {
        var run = new SeamRun(new FaultPlan()) { HoldsHistory = true };
        run.Start(1_230).Play(3);
        Assert.Equal(0, run.Taught);
        run.HoldsHistory = false;
        run.Play(3).Check(from: 4);
    }

    [Fact]
    public void A_history_that_never_comes_is_asked_for_three_times_and_then_its_symbol_goes_on_without_it()
    {
        var run = new SeamRun(new FaultPlan()) { HoldsHistory = true };
        run.Start(1_230).Play(5);
        Assert.False(run.IsReady);
        run.Play(3);
        Assert.True(run.IsReady);
        Assert.True(run.MayEnterFirst);
        Assert.Contains(run.Notices, n => n.StartsWith("AAX: its history was asked for 3 times and never came", StringComparison.Ordinal));
    }

    [Fact]
    public void A_history_that_never_comes_holds_the_minutes_of_the_others_for_five_minutes_only()
    {
        var run = new SeamRun(new FaultPlan()) { HoldsHistory = true };
        run.Start(1_230).Play(5);
        Assert.Equal(0, run.Taught);
        run.Play(3);
        Assert.True(run.Taught > 0);
        Assert.Contains(run.Notices, n => n.Contains("history of 1 symbols has not come in time", StringComparison.Ordinal));
    }
}
