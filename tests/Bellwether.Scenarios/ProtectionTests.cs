using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Scenarios;

/// <summary>Rows ORD of the catalogue of faults that leave a position and its protection unlike each other. Positions stay open to the end, where the broker is asked.</summary>
public sealed class ProtectionTests
{
    /// <summary>Nothing is sold before the end.</summary>
    static Scenario Held(Scenario scenario) => scenario with { FlatMinutes = -60 };

    [Fact]
    public void I15_positions_that_are_held_have_their_stops_at_the_broker()
    {
        var held = 0;
        Seeds.Run(nameof(I15_positions_that_are_held_have_their_stops_at_the_broker), 8_000, 15, seed => Held(Scenario.Calm(seed)), run => held += run.Protected);
        Seeds.Require(held >= 10, $"only {held} positions were held at the end");
    }

    [Fact]
    public void ORD1_partial_fills_leave_stops_of_the_size_of_the_position()
    {
        var held = 0;
        Seeds.Run(nameof(ORD1_partial_fills_leave_stops_of_the_size_of_the_position), 8_100, 20, seed => Held(Scenario.Draw(seed, _ => [], partialFills: 0.6)), run => held += run.Protected);
        Seeds.Require(held >= 10, $"only {held} positions were held at the end");
    }

    [Fact]
    public void ORD3_ORD7_a_stop_that_is_rejected_late_is_placed_again_or_the_position_is_left()
    {
        var (anew, exits, held, excuses) = (0, 0, 0, 0);
        Seeds.Run(nameof(ORD3_ORD7_a_stop_that_is_rejected_late_is_placed_again_or_the_position_is_left), 8_200, 30,
            seed => Held(Scenario.Draw(seed, dice => [new RejectionAfterAcknowledgement { Probability = dice.Rate(0.2, 0.7), Children = true, After = dice.Seconds(0, 3) }])),
            run =>
            {
                anew += run.Witness.StopsAnew;
                exits += run.Alerts.Count(a => a.Title.EndsWith("emergency exit", StringComparison.Ordinal));
                held += run.Protected;
                excuses += run.Excuses;
            });
        Seeds.Require(anew >= 10, $"only {anew} stops were placed anew");
        Seeds.Require(exits >= 2, $"only {exits} positions were left");
        Seeds.Require(held >= 10 && excuses * 5 < held, $"{held} positions were held at the end, {excuses} of them not as planned");
    }

    [Theory]
    [InlineData(CorrectionKind.Shares)]
    [InlineData(CorrectionKind.Bust)]
    public void REP5_a_correction_of_the_size_is_followed_by_the_protection(CorrectionKind kind)
    {
        var (changes, anew, held, excuses) = (0, 0, 0, 0);
        Seeds.Run(nameof(REP5_a_correction_of_the_size_is_followed_by_the_protection), 8_300 + (50 * (ulong)kind), 25,
            seed => Held(Scenario.Draw(seed, dice => [new ExecutionCorrection { Kind = kind, Probability = dice.Rate(0.3, 1), AtMost = dice.Number(1, 4), After = dice.Seconds(0, 30) }], 0.2)),
            run =>
            {
                changes += run.Witness.Changes;
                anew += run.Witness.StopsAnew;
                held += run.Protected;
                excuses += run.Excuses;
            });
        // What is smaller keeps its stop in a smaller size; what came back after its end needs a new one.
        Seeds.Require(changes >= 5 && changes > anew, $"{changes} orders were changed, {anew} stops were placed anew");
        Seeds.Require(held >= 10 && excuses * 5 < held, $"{held} positions were held at the end, {excuses} of them not as planned");
    }
}
