using Bellwether.InteractiveBrokers.Protocol;
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
    public void IDN3_an_id_that_is_said_to_be_in_use_puts_the_order_in_doubt_and_is_not_answered_with_the_next_one()
    {
        Seeds.Run(nameof(IDN3_an_id_that_is_said_to_be_in_use_puts_the_order_in_doubt_and_is_not_answered_with_the_next_one), 6_200, 10,
            seed => Scenario.Calm(seed) with
            {
                Meanwhile = [.. Enumerable.Range(1, 6).Select(minute => (Duration.FromSeconds((60 * minute) + 1), (Action<SimulatedRun>)(run =>
                {
                    if (run.Witness.LatestOrderId is { } id) run.Tell(new ErrMsg { Id = id, ErrorCode = 103, ErrorMsg = "Duplicate order id" });
                })))],
            },
            run =>
            {
                if (run.Witness.OrdersSent == 0) throw run.Failed("nothing was sent");
            });
    }

    [Fact]
    public void IDN4_orders_of_others_count_and_are_left_alone()
    {
        Seeds.Run(nameof(IDN4_orders_of_others_count_and_are_left_alone), 6_300, 10,
            seed => Scenario.Calm(seed) with
            {
                Meanwhile =
                [
                    (Duration.FromSeconds(100), run => run.OrderOfAnother(1, "BUY", 50, "LMT", limit: 1, reference: "by hand")),
                    (Duration.FromSeconds(160), run => run.OrderOfAnother(2, "BUY", 3, "MKT")),
                    (Duration.FromSeconds(220), run => run.OrderOfAnother(3, "SELL", 3, "MKT")),
                ],
            },
            run =>
            {
                if (!run.Alerts.Any(a => a.Title.Contains("not ours", StringComparison.Ordinal))) throw run.Failed("IDN4: nobody was told of the orders of others");
                if (!run.Broker.Open.Contains("by hand")) throw run.Failed("IDN4: an order of somebody else was touched");
            });
    }

    [Fact]
    public void IDN5_a_second_instance_on_the_account_ends_all_new_risk()
    {
        Seeds.Run(nameof(IDN5_a_second_instance_on_the_account_ends_all_new_risk), 6_400, 10,
            seed => Scenario.Calm(seed) with { EndsDisarmed = true, Meanwhile = [(Duration.FromSeconds(130), run => run.OrderOfAnother(1, "BUY", 5, "LMT", limit: 1, reference: "BW-0badf00d-1"))] },
            run =>
            {
                if (!run.Alerts.Any(a => a.Title.Contains("second instance", StringComparison.Ordinal))) throw run.Failed("IDN5: nobody was told of the second instance");
                // It is seen with the next look at the open orders, a minute later at the latest.
                if (run.Witness.LastEntry > run.Session.OpenNanoseconds + (200 * Bellwether.Core.EngineTime.Second)) throw run.Failed("IDN5: entries went on");
            });
    }

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
