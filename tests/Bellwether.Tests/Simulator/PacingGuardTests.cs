using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>The broker's limits as the simulated gateway counts them.</summary>
public sealed class PacingGuardTests
{
    readonly PacingGuard guard = new(isEnforced: true);

    static long At(double seconds) => (long)(seconds * EngineTime.Second);

    [Fact]
    public void Fifty_messages_in_any_second_are_fine_and_the_next_is_refused()
    {
        for (var i = 0; i < 50; i++) Assert.Equal(RateVerdict.Fine, guard.OnMessage(At(i * 0.01)));
        Assert.Equal(RateVerdict.Refused, guard.OnMessage(At(0.99)));
        Assert.Equal(51, guard.PeakMessagesPerSecond);
        // A second after the first of them there is room for one again.
        Assert.Equal(RateVerdict.Refused, guard.OnMessage(At(1.0)));
        Assert.Equal(RateVerdict.Fine, guard.OnMessage(At(2.5)));
    }

    [Fact]
    public void The_fourth_burst_in_a_minute_ends_the_connection()
    {
        for (var burst = 0; burst < 4; burst++)
        {
            for (var i = 0; i < 50; i++) guard.OnMessage(At(burst * 10));
            Assert.Equal(burst < 3 ? RateVerdict.Refused : RateVerdict.Disconnect, guard.OnMessage(At(burst * 10)));
        }
    }

    [Fact]
    public void A_flood_ends_it_at_once()
    {
        var verdicts = Enumerable.Range(0, 501).Select(_ => guard.OnMessage(At(1))).ToList();
        Assert.Equal(RateVerdict.Disconnect, verdicts[^1]);
        Assert.DoesNotContain(RateVerdict.Disconnect, verdicts[..^1]);
    }

    [Fact]
    public void Without_enforcement_it_counts_all_the_same()
    {
        var lenient = new PacingGuard(isEnforced: false);
        for (var i = 0; i < 700; i++) Assert.Equal(RateVerdict.Fine, lenient.OnMessage(At(1)));
        Assert.Equal(700, lenient.PeakMessagesPerSecond);
        for (var i = 0; i < 9; i++) Assert.True(lenient.OnHistory("IBM", "same", isFine: true, 1, At(1)));
        Assert.Equal(8, lenient.HistoryViolations);
    }

    [Fact]
    public void An_identical_request_waits_fifteen_seconds()
    {
        Assert.True(guard.OnHistory("IBM", "a", isFine: true, 1, At(0)));
        Assert.False(guard.OnHistory("IBM", "a", isFine: true, 1, At(14.9)));
        Assert.True(guard.OnHistory("IBM", "a", isFine: true, 1, At(30)));
    }

    [Fact]
    public void Six_of_one_contract_and_kind_in_two_seconds_are_too_many()
    {
        for (var i = 0; i < 5; i++) Assert.True(guard.OnHistory("IBM", "request " + i, isFine: true, 1, At(0)));
        Assert.True(guard.OnHistory("SPY", "another", isFine: true, 1, At(0)));
        Assert.False(guard.OnHistory("IBM", "request 5", isFine: true, 1, At(1.9)));
        Assert.True(guard.OnHistory("IBM", "request 6", isFine: true, 1, At(4)));
    }

    [Fact]
    public void Sixty_in_ten_minutes_with_bid_and_ask_counting_twice()
    {
        for (var i = 0; i < 30; i++) Assert.True(guard.OnHistory("S" + i, "r" + i, isFine: true, 2, At(i * 3)));
        Assert.False(guard.OnHistory("X", "one more", isFine: true, 1, At(100)));
        Assert.True(guard.OnHistory("X", "later", isFine: true, 1, At(610)));
    }

    [Fact]
    public void Longer_bars_have_no_hard_limit()
    {
        for (var i = 0; i < 200; i++) Assert.True(guard.OnHistory("IBM", "same", isFine: false, 1, At(0)));
        Assert.Equal(0, guard.HistoryViolations);
    }
}
