using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows NET1 to NET12 of the catalogue of faults: the connection, the gateway and the link behind it.</summary>
public sealed class ConnectionFaultTests
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
    public void NET2_a_half_open_connection_is_given_up_within_eight_seconds_and_no_order_is_written_to_it()
    {
        Seeds.Run(nameof(NET2_a_half_open_connection_is_given_up_within_eight_seconds_and_no_order_is_written_to_it), 3_200, 20,
            seed => Scenario.Draw(seed, dice => [new HalfOpen { ClientId = 1, At = dice.Time() }, new HalfOpen { ClientId = 1, At = dice.Time() }]) with { IsLockstep = false },
            run =>
            {
                if (run.Losses < 1) throw run.Failed("NET2: the silent connection was never given up");
                // Time moves in steps of up to a second.
                if (run.LongestSilence > 9 * EngineTime.Second) throw run.Failed($"NET2: a connection that was silent for {run.LongestSilence / 1e9:0.0} s was still used, expected 8 s at most");
            });
    }

    [Fact]
    public void NET2_a_connection_that_drips_loses_nothing_and_is_not_taken_for_a_dead_one()
    {
        var late = 0L;
        Seeds.Run(nameof(NET2_a_connection_that_drips_loses_nothing_and_is_not_taken_for_a_dead_one), 3_250, 10,
            seed => Scenario.Draw(seed, dice => [new SlowConnection { ClientId = 1, At = dice.Time(), BytesPerSecond = dice.Number(100, 600), Lasts = dice.Seconds(10, 90) }]) with { IsLockstep = false },
            run =>
            {
                late = Math.Max(late, run.LargestBacklog);
                if (run.Losses > 0) throw run.Failed("NET2: bytes came all the time, and the connection was given up");
            });
        Seeds.Require(late > 5_000, $"at most {late} bytes waited: nothing was slow");
    }

    [Fact]
    public void NET3_while_the_gateway_has_lost_the_broker_nothing_new_is_risked_and_nothing_is_lost()
    {
        Seeds.Run(nameof(NET3_while_the_gateway_has_lost_the_broker_nothing_new_is_risked_and_nothing_is_lost), 3_300, 20,
            seed => Scenario.Draw(seed, dice => [new ConnectivityLoss { At = dice.Time(), Lasts = dice.Seconds(5, 120), ReportsLost = dice.Flip(), ServerLinkOnly = dice.Flip() }]),
            run =>
            {
                if (!run.Witness.Codes.ContainsKey(1100) && !run.Witness.Codes.ContainsKey(2110)) throw run.Failed("the fault did not happen");
                if (run.Losses > 0) throw run.Failed("NET3: the client hung up although the socket stood");
            });
    }

    [Fact]
    public void NET4_after_1101_every_subscription_is_asked_for_again_and_the_account_compared() => Restored(nameof(NET4_after_1101_every_subscription_is_asked_for_again_and_the_account_compared), 3_400, dataLost: true);

    [Fact]
    public void NET4_after_1102_subscriptions_are_kept_and_the_account_compared() => Restored(nameof(NET4_after_1102_subscriptions_are_kept_and_the_account_compared), 3_450, dataLost: false);

    [Fact]
    public void NET4_a_subscription_that_still_waits_to_be_sent_when_1101_comes_is_sent_once()
    {
        var during = 0;
        Seeds.Run(nameof(NET4_a_subscription_that_still_waits_to_be_sent_when_1101_comes_is_sent_once), 3_480, 8,
            seed => Scenario.Draw(seed, dice => [new ConnectivityLoss { At = FaultTime.AfterStart(dice.Seconds(6, 12)), Lasts = Duration.FromMilliseconds(300), DataLost = true }]) with { Symbols = 90, RealTimeBarsPerTenMinutes = null },
            run =>
            {
                var at = run.Witness.RestoredAt;
                if (run.Witness.Subscriptions.Any(s => s.Time < at) && run.Witness.Subscriptions.Where(s => s.Time < at).Select(s => s.Symbol).Distinct().Count() < 90) during++;
                foreach (var again in run.Witness.Subscriptions.Where(s => s.Time >= at).GroupBy(s => s.Symbol))
                    if (again.Count() != 1) throw run.Failed($"NET4: {again.Key} was asked for {again.Count()} times after 1101: one of them runs under an id that nobody knows");
            });
        Seeds.Require(during > 2, $"1101 came only {during} times while subscriptions waited");
    }

    static void Restored(string test, ulong first, bool dataLost)
    {
        Seeds.Run(test, first, 15,
            seed => Scenario.Draw(seed, dice => [new ConnectivityLoss { At = dice.Time(), Lasts = dice.Seconds(1, 60), DataLost = dataLost, ReportsLost = dice.Flip() }]),
            run =>
            {
                if (run.Witness.Codes.GetValueOrDefault(dataLost ? 1101 : 1102) != 1) throw run.Failed("the fault did not happen");
                // That data move again and that the broker was compared with is asked of every run; here, that it is done at once, and not where it is not needed.
                var at = run.Witness.RestoredAt;
                var again = run.Witness.Subscriptions.Where(x => x.Time >= at && x.Time <= at + (3 * EngineTime.Second)).Select(x => x.Symbol).Distinct().Count();
                if (again != (dataLost ? run.Symbols : 0)) throw run.Failed($"NET4: {again} of {run.Symbols} symbols were subscribed again at once");
            });
    }

    [Fact]
    public void NET5_after_1300_the_client_comes_back_by_itself_and_looks_at_the_account_again()
    {
        var told = 0;
        Seeds.Run(nameof(NET5_after_1300_the_client_comes_back_by_itself_and_looks_at_the_account_again), 3_500, 10,
            seed => Scenario.Draw(seed, dice => [new PortReset { At = dice.Time(), Port = 4_003, Outage = dice.Seconds(0, 20) }]) with { Account = SimulatedRun.Account, AlternativePorts = seed % 2 == 0 ? [4_003] : [4_004] },
            run =>
            {
                if (run.Witness.Sessions != 2) throw run.Failed($"NET5: {run.Witness.Sessions} sessions were opened, expected 2");
                // The notice itself may be lost with the connection.
                if (!run.Witness.Codes.ContainsKey(1300)) return;
                told++;
                if (run.MovedTo != (run.Seed % 2 == 0 ? 4_003 : null)) throw run.Failed($"NET5: the client was sent to 4003 and would go to {run.MovedTo}");
            });
        Seeds.Require(told > 2, "the notice hardly ever came");
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
    public void NET6_before_a_restart_that_is_known_nothing_new_is_risked_and_in_the_last_minute_nothing_is_written()
    {
        // Half of the gateways restart as they are known to, and lose whatever is written in the last half minute; half do not, and their session just goes on.
        var (before, after) = (0, 0);
        Seeds.Run(nameof(NET6_before_a_restart_that_is_known_nothing_new_is_risked_and_in_the_last_minute_nothing_is_written), 3_650, 16,
            seed => Scenario.Draw(seed, dice => seed % 2 == 0 ? [new GatewayRestart { At = FaultTime.At(Restart), Outage = dice.Seconds(10, 120), LosesLast = Duration.FromSeconds(30), IdRollback = dice.Number(0, 30) }] : [])
                with { Minutes = 30, RestartsAt = Restart },
            run =>
            {
                before += run.Witness.EntriesBeforeBlackout;
                if (run.Losses > 0 != (run.Seed % 2 == 0)) throw run.Failed($"NET6: {run.Losses} connections were lost");
                // Whether the gateway went away or not: five minutes after its time the day goes on.
                if (run.Witness.LastEntry > run.Witness.RestartAt) after++;
            });
        Seeds.Require(before > 30, $"{before} entries before the blackout: hardly anything was traded");
        Seeds.Require(after > 8, $"only {after} of 16 runs traded again after the restart");
    }

    [Fact]
    public void NET6_what_would_be_sold_in_the_minute_before_the_restart_is_not_written_and_is_sold_after_it()
    {
        var refused = 0;
        Seeds.Run(nameof(NET6_what_would_be_sold_in_the_minute_before_the_restart_is_not_written_and_is_sold_after_it), 3_670, 12,
            // Everything is to be sold twenty seconds before the restart; whatever is written by then is lost.
            seed => Scenario.Draw(seed, dice => [new GatewayRestart { At = FaultTime.At(Restart.PlusSeconds(20)), Outage = dice.Seconds(10, 60), LosesLast = Duration.FromSeconds(60) }])
                with { Minutes = 22, FlatMinutes = 22 - 16, RestartsAt = Restart.PlusSeconds(20) },
            run =>
            {
                refused += run.Alerts.Count(a => a.Title.EndsWith("did not go out", StringComparison.Ordinal));
                for (var symbol = 0; symbol < run.Symbols; symbol++)
                    if (run.Engine.Positions[symbol].Quantity != Quantity.Zero) throw run.Failed("NET6: a position that was to be closed before the session's end is left");
            });
        Seeds.Require(refused > 2, $"only {refused} orders were to be sent just then");
    }

    static readonly LocalTime Restart = new(9, 46);

    [Fact]
    public void NET7_a_flapping_farm_stops_entries_and_not_the_session()
    {
        Seeds.Run(nameof(NET7_a_flapping_farm_stops_entries_and_not_the_session), 3_700, 20,
            seed => Scenario.Draw(seed, dice => [.. Enumerable.Range(0, 4).Select(_ => new FarmOutage { Farm = dice.Choose<DataFarm>(), At = dice.Time(), Lasts = dice.Seconds(1, 45) })]),
            run =>
            {
                if (run.Losses > 0) throw run.Failed("NET7: a farm is no reason to hang up");
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
    public void NET9_an_id_that_a_dead_session_holds_is_tried_again_and_never_changed()
    {
        Seeds.Run(nameof(NET9_an_id_that_a_dead_session_holds_is_tried_again_and_never_changed), 3_900, 10,
            seed => Scenario.Draw(seed, dice =>
            {
                var at = 65 + dice.Number(0, 200);
                return [new ConnectionCut { ClientId = 1, At = After(at) }, new ClientIdInUse { ClientId = 1, At = After(at), Lasts = dice.Seconds(2, 25) }];
            }) with { IsLockstep = false },
            run =>
            {
                if (!run.Witness.Codes.ContainsKey(326)) throw run.Failed("the id was never in use");
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
    public void NET10_a_competing_session_stops_entries_until_data_come_again()
    {
        Seeds.Run(nameof(NET10_a_competing_session_stops_entries_until_data_come_again), 4_000, 15,
            seed => Scenario.Draw(seed, dice => [new CompetingSession { At = dice.Time(), Lasts = dice.Seconds(5, 90) }]),
            run =>
            {
                if (!run.Witness.Codes.ContainsKey(10197)) throw run.Failed("the fault did not happen");
                if (run.Losses > 0) throw run.Failed("NET10: the client hung up");
            });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NET11_a_burst_of_many_symbols_and_of_reconnections_stays_below_the_brokers_rate(bool lockstep)
    {
        var peak = 0;
        Seeds.Run(nameof(NET11_a_burst_of_many_symbols_and_of_reconnections_stays_below_the_brokers_rate), 4_100 + (lockstep ? 50UL : 0), 2,
            seed => Scenario.Draw(seed, dice => [.. Enumerable.Range(0, 3).Select(_ => new ConnectionCut { ClientId = 1, At = dice.Time(), Outage = dice.Seconds(0, 3) })])
                with { Symbols = 60, IsLockstep = lockstep, RealTimeBarsPerTenMinutes = null },
            run => peak = Math.Max(peak, run.Gateway.PeakMessagesPerSecond(1)));
        Seeds.Require(peak > 30, $"{peak} messages in a second are no burst");
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
