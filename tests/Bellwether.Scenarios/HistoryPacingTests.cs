using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Row MKT6 of the catalogue of faults: how much history the broker gives, and how fast. The gateway counts; the client must never be refused.</summary>
public sealed class HistoryPacingTests
{
    [Theory]
    [InlineData(8_001, 0)]
    [InlineData(8_002, 0)]
    [InlineData(8_003, 3)]
    [InlineData(8_004, 3)]
    [InlineData(8_005, 6)]
    [InlineData(8_006, 6)]
    public void MKT6_a_storm_of_history_is_answered_in_full_and_never_refused_for_its_rate(int seed, int cuts)
    {
        // Answers that take seconds are still under way when the connection breaks, and are asked for again.
        var storm = new HistoryStorm((ulong)seed, faults: cuts == 0 ? null : new FaultPlan { Faults = [new SlowAnswer { Probability = 1, Delay = Duration.FromSeconds(4) }] });
        storm.Ask(110);
        storm.Run(seconds: 3_600, cuts);

        Assert.Empty(storm.Refusals);
        Assert.Equal(0, storm.Gateway.HistoryViolations(1));
        Assert.Equal(0, storm.Unanswered);
        Assert.InRange(storm.Gateway.PeakMessagesPerSecond(1), 1, 40);
        // Counted here once more: nobody's ten minutes hold more than 60, and the first ten are used for what they are worth.
        foreach (var (time, _) in storm.Fine) Assert.InRange(storm.Fine.Where(f => f.Time >= time && f.Time < time + (10 * EngineTime.Minute)).Sum(f => f.Counts), 1, 60);
        Assert.InRange(storm.Fine.Where(f => f.Time < storm.Fine[0].Time + (10 * EngineTime.Minute)).Sum(f => f.Counts), 50, 60);
    }

    [Fact]
    public void MKT6_no_more_than_fifty_questions_are_open_however_slow_the_answers_are()
    {
        var storm = new HistoryStorm(8_020, new PacingLimits { FineHistoryPerTenMinutes = 1_000, IdenticalHistoryAfter = 0, HistoryPerContractInTwoSeconds = 1_000 }, Slow);
        storm.Ask(150);
        storm.Run(seconds: 20);
        Assert.Equal(50, storm.Gateway.PeakOpenHistory(1));
    }

    /// <summary>A client that keeps one limit less well is refused: the gateway does count it.</summary>
    [Theory]
    [InlineData("sixty in ten minutes")]
    [InlineData("fifteen seconds")]
    [InlineData("two seconds")]
    [InlineData("fifty open")]
    public void MKT6_each_limit_that_a_client_does_not_keep_is_counted_against_it(string limit)
    {
        var kept = new PacingLimits { HistorySlack = 0 };
        var storm = limit switch
        {
            "sixty in ten minutes" => new HistoryStorm(8_031, kept with { FineHistoryPerTenMinutes = 62 }),
            "fifteen seconds" => new HistoryStorm(8_032, kept with { IdenticalHistoryAfter = 14 * EngineTime.Second }),
            "two seconds" => new HistoryStorm(8_033, kept with { HistoryPerContractInTwoSeconds = 6 }),
            _ => new HistoryStorm(8_034, kept with { OpenHistory = 51 }, Slow),
        };
        if (limit == "fifteen seconds") storm.AskAgainAndAgain(5);
        else storm.Ask(limit == "fifty open" ? 600 : 200);
        storm.Run(seconds: limit == "fifty open" ? 60 : 700);
        Assert.NotEqual(0, storm.Gateway.HistoryViolations(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MKT6_the_desk_asks_the_history_of_many_symbols_within_the_limits_also_when_it_has_to_ask_again(bool lockstep)
    {
        var open = 0;
        Seeds.Run(nameof(MKT6_the_desk_asks_the_history_of_many_symbols_within_the_limits_also_when_it_has_to_ask_again), 8_100 + (lockstep ? 50UL : 0), 2,
            seed => Scenario.Draw(seed, dice =>
            [
                // While the first questions are asked, and while they are asked again.
                new ConnectionCut { ClientId = 1, At = FaultTime.AfterStart(dice.Seconds(40, 60)) },
                new ConnectionCut { ClientId = 1, At = FaultTime.AfterStart(dice.Seconds(90, 120)) },
                new SlowAnswer { Probability = 0.7, Delay = dice.Seconds(6, 8), Until = FaultTime.AfterStart(Duration.FromSeconds(200)) },
            ]) with { Symbols = 90, IsLockstep = lockstep, RealTimeBarsPerTenMinutes = null },
            run => open = Math.Max(open, run.Gateway.PeakOpenHistory(1)));
        Seeds.Require(open > 40, $"{open} open questions are no storm");
    }

    static FaultPlan Slow => new() { Faults = [new SlowAnswer { Probability = 1, Delay = Duration.FromSeconds(10) }] };
}
