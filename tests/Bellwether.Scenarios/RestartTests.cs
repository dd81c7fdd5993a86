using Bellwether.Core;
using Bellwether.Orders;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows RST of the catalogue of faults: our own process dies, and another one goes on from its journal.</summary>
public sealed class RestartTests
{
    static Scenario Killed(ulong seed, int times, Func<Dice, IReadOnlyList<InteractiveBrokers.Simulator.Fault>> faults, double partialFills = 0)
    {
        var dice = new Dice(seed ^ 0x5eed, 15);
        var at = Enumerable.Range(0, times).Select(i => Duration.FromSeconds(75 + (i * 170)) + dice.Seconds(0, 100)).ToList();
        return Scenario.Draw(seed, faults, partialFills) with
        {
            Minutes = 15,
            FlatMinutes = -60,
            Meanwhile = [.. at.Select(after => (after, (Action<SimulatedRun>)(run => run.Kill(dice.Seconds(1, 150), dice.Flip()))))],
        };
    }

    [Fact]
    public void SYS5_a_killed_run_is_gone_on_with_and_its_books_become_the_brokers()
    {
        var (filled, owned) = (0, 0);
        Seeds.Run(nameof(SYS5_a_killed_run_is_gone_on_with_and_its_books_become_the_brokers), 9_000, 30, seed => Killed(seed, 1, _ => []), run =>
        {
            if (run.Kills != 1) throw run.Failed("the client was not killed");
            filled += run.FilledWhileAway;
            owned += run.StopsTakenUp;
        });
        Seeds.Require(filled >= 5, $"only {filled} executions happened while nobody was there");
        Seeds.Require(owned >= 10, $"only {owned} old stops were taken up");
    }

    [Fact]
    public void SYS5_a_run_that_is_killed_again_and_again_forgets_nothing() =>
        Seeds.Run(nameof(SYS5_a_run_that_is_killed_again_and_again_forgets_nothing), 9_100, 20, seed => Killed(seed, 4, _ => [], partialFills: 0.4));

    [Fact]
    public void SYS5_a_killed_run_whose_broker_fails_as_well_ends_right() =>
        Seeds.Run(nameof(SYS5_a_killed_run_whose_broker_fails_as_well_ends_right), 9_200, 30,
            seed => Killed(seed, 2, _ => Swarm.Of(seed + 10_000).Faults.Faults) with { MayEndInDoubt = true, IsLockstep = !Swarm.Of(seed + 10_000).Faults.Faults.Any(f => f is InteractiveBrokers.Simulator.HalfOpen) });

    [Fact]
    public void SYS5_a_run_that_is_killed_in_the_moment_of_an_order_sends_nothing_twice()
    {
        // Half a second after the polls at every half minute, when orders leave and are answered.
        Seeds.Run(nameof(SYS5_a_run_that_is_killed_in_the_moment_of_an_order_sends_nothing_twice), 9_300, 20, seed =>
        {
            var dice = new Dice(seed, 15);
            return Killed(seed, 1, _ => []) with { Meanwhile = [.. Enumerable.Range(0, 4).Select(i => (Duration.FromSeconds(90 + (i * 150)) + Duration.FromMilliseconds(dice.Number(0, 1_600)), (Action<SimulatedRun>)(run => run.Kill(dice.Seconds(1, 20), isTorn: true))))] };
        });
    }

    [Fact]
    public void I28_a_run_that_is_killed_while_it_takes_up_another_one_changes_nothing_by_it() =>
        Seeds.Run(nameof(I28_a_run_that_is_killed_while_it_takes_up_another_one_changes_nothing_by_it), 9_400, 20, seed =>
        {
            var dice = new Dice(seed, 15);
            var first = Duration.FromSeconds(150) + dice.Seconds(0, 200);
            return Killed(seed, 1, _ => []) with { Meanwhile = [.. Enumerable.Range(0, 5).Select(i => (first + Duration.FromMilliseconds(i * 1_900), (Action<SimulatedRun>)(run => run.Kill(Duration.FromMilliseconds(dice.Number(0, 1_500)), dice.Flip()))))] };
        });

    [Fact]
    public void POS6_what_executes_over_a_weekend_in_which_nobody_is_there_is_not_lost()
    {
        var filled = 0;
        // Killed on a Friday half an hour after the opening; the next process comes on Monday morning.
        var (minutes, killedAt) = (3 * 24 * 60 + 40, Duration.FromMinutes(12));
        Seeds.Run(nameof(POS6_what_executes_over_a_weekend_in_which_nobody_is_there_is_not_lost), 9_500, 4, seed => Scenario.Calm(seed) with
        {
            Session = new LocalDate(2025, 2, 28),
            Symbols = 2,
            Minutes = minutes,
            FlatMinutes = minutes - 70,
            Meanwhile = [(killedAt, run => run.Kill(Duration.FromHours(72) + Duration.FromMinutes(15), isTorn: true))],
        }, run => filled += run.FilledWhileAway);
        Seeds.Require(filled >= 3, $"only {filled} executions happened over the weekend");
    }
}
