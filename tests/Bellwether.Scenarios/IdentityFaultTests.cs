using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows IDN of the catalogue of faults: ids that fall, orders of others, the wrong account.</summary>
public sealed class IdentityFaultTests
{
    [Fact]
    public void IDN1_an_id_that_was_used_is_burnt_whatever_nextValidId_says()
    {
        var rolledBack = 0;
        Seeds.Run(nameof(IDN1_an_id_that_was_used_is_burnt_whatever_nextValidId_says), 6_000, 15,
            seed => Scenario.Draw(seed, dice => [new GatewayRestart { At = dice.Time(), Outage = dice.Seconds(0, 20), IdRollback = 1_000 }]),
            run =>
            {
                if (run.Witness.NextIds is [.., var before, var after] && after <= before && run.Witness.OrdersSent > 0) rolledBack++;
            });
        Seeds.Require(rolledBack > 5, "nextValidId hardly ever fell");
    }

    [Fact]
    public void IDN2_an_execution_finds_its_order_by_what_travels_with_it_after_ids_fell() =>
        Seeds.Run(nameof(IDN2_an_execution_finds_its_order_by_what_travels_with_it_after_ids_fell), 6_100, 15,
            seed => Scenario.Draw(seed, dice =>
            [
                new GatewayRestart { At = dice.Time(), Outage = dice.Seconds(0, 60), IdRollback = 1_000 },
                new ReportFault { Kind = ReportTrouble.Late, Probability = 0.5, Delay = dice.Seconds(0, 20) },
            ], 0.5));

    [Fact]
    public void IDN6_a_gateway_without_the_account_gets_no_order()
    {
        Seeds.Run(nameof(IDN6_a_gateway_without_the_account_gets_no_order), 6_600, 5,
            seed => Scenario.Draw(seed, _ => [new WrongAccounts { Accounts = ["DU7654321"] }]) with { Account = SimulatedRun.Account, EndsWith = SimulatedRun.Account },
            run =>
            {
                if (run.Witness.OrdersSent > 0) throw run.Failed("IDN6: an order was sent");
            });
    }

    [Fact]
    public void IDN6_a_gateway_that_comes_back_with_another_account_gets_no_order_any_more()
    {
        Seeds.Run(nameof(IDN6_a_gateway_that_comes_back_with_another_account_gets_no_order_any_more), 6_650, 5,
            seed => Scenario.Draw(seed, dice => [new ConnectionCut { ClientId = 1, At = dice.Time() }, new WrongAccounts { Accounts = ["DU7654321"], From = FaultTime.AfterStart(Duration.FromSeconds(30)) }])
                with { Account = SimulatedRun.Account, EndsWith = SimulatedRun.Account },
            run =>
            {
                if (run.Witness.OrdersSince(2) > 0) throw run.Failed("IDN6: an order was sent to the second session");
            });
    }

    [Fact]
    public void IDN6_a_live_account_gets_no_order() =>
        Seeds.Run(nameof(IDN6_a_live_account_gets_no_order), 6_680, 3,
            seed => Scenario.Draw(seed, _ => [new WrongAccounts { Accounts = ["U1234567"] }]) with { EndsWith = "live account" },
            run =>
            {
                if (run.Witness.OrdersSent > 0) throw run.Failed("IDN6: an order was sent");
            });
}
