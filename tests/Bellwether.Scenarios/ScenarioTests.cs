using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

public sealed class ScenarioTests
{
    [Fact]
    public void Calm_days_keep_every_rule_and_trade()
    {
        var results = Seeds.Run(nameof(Calm_days_keep_every_rule_and_trade), 1, 20, Scenario.Calm);
        Seeds.Require(results.Sum(r => r.Executions) > 100, "the calm scenarios hardly trade: they prove nothing");
    }

    [Fact]
    public void A_client_without_lockstep_keeps_every_rule_and_trades()
    {
        var results = Seeds.Run(nameof(A_client_without_lockstep_keeps_every_rule_and_trades), 101, 10, seed => Scenario.Calm(seed) with { IsLockstep = false });
        Seeds.Require(results.Sum(r => r.Executions) > 50, "the calm scenarios hardly trade: they prove nothing");
    }

    [Fact]
    public void ORD1_partial_fills_keep_orders_positions_and_protection_in_step() =>
        Seeds.Run(nameof(ORD1_partial_fills_keep_orders_positions_and_protection_in_step), 2_000, 20, seed => Scenario.Draw(seed, _ => [], partialFills: 0.5));

    [Fact]
    public void A_swarm_of_faults_breaks_no_rule() => Seeds.Run(nameof(A_swarm_of_faults_breaks_no_rule), 10_000, 200, Swarm.Of);

    [Fact]
    public void One_seed_is_one_hash_in_whatever_order_the_runs_come()
    {
        var forward = Enumerable.Range(10_001, 50).ToDictionary(seed => seed, seed => SimulatedRun.Run(Swarm.Of((ulong)seed)).Hash);
        foreach (var seed in Enumerable.Range(10_001, 50).Reverse()) Assert.Equal(forward[seed], SimulatedRun.Run(Swarm.Of((ulong)seed)).Hash);
        Assert.True(forward.Values.Distinct().Count() > 45, "different seeds should decide differently");
    }
}
