using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows NET1 to NET12 of the catalogue of faults: the connection, the gateway and the link behind it.</summary>
public sealed partial class ConnectionFaultTests
{
    [Fact]
    public void NET1_a_dropped_connection_loses_no_execution_and_sends_nothing_twice()
    {
        var results = Seeds.Run(nameof(NET1_a_dropped_connection_loses_no_execution_and_sends_nothing_twice), 3_000, 20, seed => Scenario.Draw(seed, dice =>
            [.. Enumerable.Range(0, dice.Number(1, 3)).Select(_ => new ConnectionCut { ClientId = 1, At = dice.Time(), Outage = dice.Seconds(0, 90) })]));
        Seeds.Require(results.Sum(r => r.Losses) >= 20, "hardly a connection broke");
    }

    [Fact]
    public void NET1_a_connection_that_ends_within_a_frame_is_taken_up_again()
    {
        var results = Seeds.Run(nameof(NET1_a_connection_that_ends_within_a_frame_is_taken_up_again), 3_100, 20, seed => Scenario.Draw(seed, dice =>
            [.. Enumerable.Range(0, 3).Select(_ => new ConnectionCut { ClientId = 1, AfterBytes = dice.Number(1, 40_000), Outage = dice.Seconds(0, 5) })]));
        Seeds.Require(results.Sum(r => r.Losses) >= 40, "hardly a connection broke");
    }

    [Fact]
    public void NET5_after_1300_the_client_comes_back_by_itself_and_looks_at_the_account_again()
    {
        Seeds.Run(nameof(NET5_after_1300_the_client_comes_back_by_itself_and_looks_at_the_account_again), 3_500, 10,
            seed => Scenario.Draw(seed, dice => [new PortReset { At = dice.Time(), Port = 4_003, Outage = dice.Seconds(0, 20) }]) with { Account = SimulatedRun.Account },
            run =>
            {
                // The notice itself may be lost with the connection.
                if (run.Witness.Sessions != 2) throw run.Failed($"NET5: {run.Witness.Sessions} sessions were opened, expected 2");
            });
    }

    [Fact]
    public void NET6_orders_written_in_the_last_moment_before_the_daily_restart_are_found_missing_and_not_sent_again()
    {
        Seeds.Run(nameof(NET6_orders_written_in_the_last_moment_before_the_daily_restart_are_found_missing_and_not_sent_again), 3_600, 20,
            seed => Scenario.Draw(seed, dice => [new GatewayRestart { At = dice.Time(), Outage = dice.Seconds(20, 120), LosesLast = dice.Seconds(1, 20), IdRollback = dice.Number(0, 30) }]),
            run =>
            {
                if (run.Losses < 1) throw run.Failed("the gateway was not restarted");
            });
    }

    [Fact]
    public void NET8_a_damaged_message_ends_the_session_and_the_next_one_reconciles()
    {
        Seeds.Run(nameof(NET8_a_damaged_message_ends_the_session_and_the_next_one_reconciles), 3_800, 16,
            seed => Scenario.Draw(seed, dice => [new GarbledMessage { ClientId = 1, At = dice.Time(), Kind = (GarbleKind)(seed % 4) }]),
            run =>
            {
                if (run.Losses != 1) throw run.Failed($"NET8: one damaged message, and {run.Losses} sessions that ended");
            });
    }

    [Fact]
    public void NET8_a_wrong_greeting_is_no_session()
    {
        Seeds.Run(nameof(NET8_a_wrong_greeting_is_no_session), 3_850, 8,
            seed => Scenario.Draw(seed, dice => [new ConnectionCut { ClientId = 1, At = dice.Time() }, new WrongGreeting { Kind = (GreetingKind)(seed % 4), From = FaultTime.AfterStart(Duration.FromSeconds(30)), Times = 2 }]) with { IsLockstep = false },
            run =>
            {
                if (run.Losses != 3 || run.Witness.Sessions != 2) throw run.Failed($"NET8: {run.Losses} connections failed and {run.Witness.Sessions} sessions were opened, expected 3 and 2");
            });
    }

    [Fact]
    public void NET9_an_id_that_stays_in_use_means_a_second_instance_and_ends_the_run()
    {
        Seeds.Run(nameof(NET9_an_id_that_stays_in_use_means_a_second_instance_and_ends_the_run), 3_950, 5,
            seed => Scenario.Draw(seed, _ => [new ConnectionCut { ClientId = 1, At = After(100) }, new ClientIdInUse { ClientId = 1, At = After(100), Lasts = Duration.FromHours(1) }])
                with { IsLockstep = false, EndsWith = "client id 1 is in use" });
    }

    [Fact]
    public void NET12_an_order_that_a_dialog_swallows_is_never_sent_again_and_closed_only_by_proof()
    {
        Seeds.Run(nameof(NET12_an_order_that_a_dialog_swallows_is_never_sent_again_and_closed_only_by_proof), 4_200, 15,
            seed => Scenario.Draw(seed, dice => [new SwallowedOrder { Probability = dice.Rate(0.2, 1), AtMost = 2 }]),
            run =>
            {
                if (!run.Alerts.Any(a => a.Text.Contains("dialog", StringComparison.Ordinal))) throw run.Failed("NET12: no alert named the dialog");
            });
    }

    [Fact]
    public void NET12_an_order_that_a_dialog_lets_go_later_is_taken_up_as_it_is()
    {
        Seeds.Run(nameof(NET12_an_order_that_a_dialog_lets_go_later_is_taken_up_as_it_is), 4_250, 15,
            seed => Scenario.Draw(seed, dice => [new SwallowedOrder { Probability = dice.Rate(0.2, 1), AtMost = 2, ReleasedAfter = dice.Seconds(3, 150) }]) with { MayEndInDoubt = true });
    }

    static FaultTime After(int seconds) => FaultTime.AfterStart(Duration.FromSeconds(seconds));
}
