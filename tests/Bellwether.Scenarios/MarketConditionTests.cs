using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows MKT of the catalogue of faults that the market itself brings, and those that only the data show: halts, quotes that stand still, prices that cannot be, clocks that differ.</summary>
public sealed class MarketConditionTests
{
    static readonly Duration Begin = Duration.FromMinutes(3);

    [Theory]
    [InlineData(HaltKind.General)]
    [InlineData(HaltKind.Volatility)]
    public void MKT1_a_halted_symbol_is_not_entered_until_it_has_settled_and_entries_that_rest_are_cancelled(HaltKind kind)
    {
        var (cancelled, after) = (0, 0);
        Seeds.Run(nameof(MKT1_a_halted_symbol_is_not_entered_until_it_has_settled_and_entries_that_rest_are_cancelled), 7_700 + (50 * (ulong)kind), 20,
            seed => Scenario.Draw(seed, _ => [], partialFills: 0.9) with
            {
                Minutes = 14,
                Meanwhile =
                [
                    (Begin + Duration.FromSeconds((long)(seed % 40)), run => run.Gateway.Conditions.Halt(0, kind)),
                    (Begin + Duration.FromMinutes(3), run => run.Gateway.Conditions.Resume(0)),
                ],
            },
            run =>
            {
                foreach (var entry in run.Witness.EntriesInHalt)
                    if (!run.Witness.Cancels.Contains(entry)) throw run.Failed($"MKT1: entry {entry} rested in the halt and was not cancelled");
                cancelled += run.Witness.EntriesInHalt.Count;
                after += run.Witness.EntryTimes(run.Engine.Instruments[0].Symbol).Count(t => t > run.Session.OpenNanoseconds + (7 * EngineTime.Minute));
            });
        Seeds.Require(cancelled > 0, "no entry rested when a symbol was halted");
        Seeds.Require(after > 0, "the symbol was never entered again");
    }

    [Fact]
    public void MKT2_quotes_that_stand_still_while_others_move_are_asked_for_anew_and_not_traded_on()
    {
        var entries = 0;
        Seeds.Run(nameof(MKT2_quotes_that_stand_still_while_others_move_are_asked_for_anew_and_not_traded_on), 7_800, 15,
            seed => Scenario.Calm(seed) with { Minutes = 12, Meanwhile = [.. Enumerable.Range(0, 8).Select(i => (Begin + Duration.FromSeconds(40 * i), (Action<SimulatedRun>)(run => run.StallQuotes(run.Engine.Instruments[0].Symbol))))] },
            run =>
            {
                var symbol = run.Engine.Instruments[0].Symbol;
                var asked = run.Witness.Subscriptions.Where(s => s.Symbol == symbol).ToList();
                // The first time, and once for each time that they stood still: after the bar that shows that it trades, which is well before the half minute of the book.
                if (asked.Count != 9) throw run.Failed($"MKT2: the quotes of {symbol} were asked for {asked.Count} times, expected 9");
                for (var i = 1; i < asked.Count; i++)
                    if (asked[i].Time - (run.Session.OpenNanoseconds + (3 * EngineTime.Minute) + ((i - 1) * 40 * EngineTime.Second)) > 8 * EngineTime.Second) throw run.Failed($"MKT2: {symbol} was asked for anew only at {EngineTime.ToInstant(asked[i].Time)}");
                if (run.Witness.Subscriptions.Count != 8 + run.Engine.Instruments.Count) throw run.Failed("MKT2: quotes that moved were asked for anew");
                if (run.Witness.OldestQuoteAtEntry > 6 * EngineTime.Second) throw run.Failed($"MKT2: an entry was sent on a quote that was {run.Witness.OldestQuoteAtEntry / EngineTime.Second} s old");
                entries += run.Witness.Entries;
            });
        Seeds.Require(entries > 0, "nothing was traded");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void MKT4_a_single_price_that_cannot_be_is_held_back(int tickType)
    {
        Seeds.Run(nameof(MKT4_a_single_price_that_cannot_be_is_held_back), 7_900 + (50 * (ulong)tickType), 6,
            seed =>
            {
                var dice = SplitMix64.For(seed, 9);
                return Scenario.Calm(seed) with
                {
                    Meanwhile = [(Duration.FromMinutes(1), run => run.BendPrices(m =>
                    {
                        if (m.TickType == tickType && m.Price > 0 && dice.NextInt(10) == 0) m.Price = Math.Round(m.Price * (dice.NextInt(2) == 0 ? 1.4 : 0.6), 2);
                        return m;
                    }))],
                };
            },
            run =>
            {
                if (run.Desk.Broker.PricesHeld == 0) throw run.Failed("the fault did not happen");
                if (run.Witness.Entries == 0) throw run.Failed("MKT4: nothing was traded");
                if (run.WildestQuote > 0.05) throw run.Failed($"MKT4: the engine saw a price that was {run.WildestQuote:0.0%} from the market");
            });
    }

    [Fact]
    public void MKT4_a_stream_whose_trades_lie_apart_from_its_quotes_is_begun_anew_and_then_the_session_is_given_up()
    {
        Seeds.Run(nameof(MKT4_a_stream_whose_trades_lie_apart_from_its_quotes_is_begun_anew_and_then_the_session_is_given_up), 8_100, 6,
            seed => Scenario.Calm(seed) with
            {
                IsLockstep = false,
                Meanwhile =
                [
                    (Duration.FromMinutes(3), run =>
                    {
                        var (symbol, session) = (run.Engine.Instruments[0].Symbol, run.Witness.Sessions);
                        run.BendPrices(m =>
                        {
                            // As long as this session lasts.
                            if (run.Witness.Sessions == session && m.TickType == 4 && run.Witness.IsQuoteOf(m.ReqId, symbol)) m.Price += 0.3 * m.Price;
                            return m;
                        });
                    }),
                ],
            },
            run =>
            {
                if (run.Losses != 1) throw run.Failed($"MKT4: the session was given up {run.Losses} times, expected once");
                var asked = run.Witness.Subscriptions.Count(s => s.Symbol == run.Engine.Instruments[0].Symbol);
                if (asked != 3) throw run.Failed($"MKT4: the quotes were asked for {asked} times, expected at the start, once more, and in the new session");
                if (run.WildestQuote > 0.05) throw run.Failed($"MKT4: the engine saw a price that was {run.WildestQuote:0.0%} from the market");
            });
    }

    /// <summary>Between two questions for the broker's time, in the last seconds of a minute, our clock jumps ahead: the minute must not close before it is over.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    [InlineData(3_600)]
    public void MKT8_a_clock_that_is_set_ahead_closes_no_minute_early(int seconds)
    {
        var minutes = 0;
        Seeds.Run(nameof(MKT8_a_clock_that_is_set_ahead_closes_no_minute_early), 8_300 + (ulong)seconds, 6,
            seed => Scenario.Calm(seed) with
            {
                IsLockstep = false,
                Minutes = 14,
                Meanwhile =
                [
                    (Duration.FromMinutes(4) + Duration.FromSeconds(57), run => run.ClockError = Duration.FromSeconds(seconds)),
                    (Duration.FromMinutes(5) + Duration.FromSeconds(2), run => run.ClockError = Duration.Zero),
                ],
                MayEndInDoubt = true,
            },
            run => minutes += run.Minutes);
        Seeds.Require(minutes > 0, "no minute was decided on");
    }

    [Fact]
    public void MKT7_a_minute_whose_last_bars_get_lost_without_a_word_is_not_decided_on()
    {
        Seeds.Run(nameof(MKT7_a_minute_whose_last_bars_get_lost_without_a_word_is_not_decided_on), 8_400, 10,
            seed => Scenario.Calm(seed) with
            {
                Minutes = 12,
                IsLockstep = seed % 2 == 0,
                Meanwhile = [.. Enumerable.Range(3, 4).Select(m => (Duration.FromMinutes(m) + Duration.FromSeconds(40 + (5 * (m % 4))), (Action<SimulatedRun>)(run => run.LoseBars(run.Engine.Instruments[0].Symbol, 1 + (m % 3)))))],
            },
            run =>
            {
                if (run.Desk.BarCounters.BrokenBars < 3) throw run.Failed("MKT7: minutes that lack bars went out");
            });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void MKT8_while_our_clock_is_not_the_brokers_nothing_new_is_risked(int seconds)
    {
        var (before, later) = (0, 0);
        Seeds.Run(nameof(MKT8_while_our_clock_is_not_the_brokers_nothing_new_is_risked), 8_200 + (ulong)seconds, 6,
            seed => Scenario.Calm(seed) with
            {
                IsLockstep = false,
                Minutes = 16,
                Meanwhile =
                [
                    (Begin + Duration.FromSeconds(20), run => run.ClockError = Duration.FromSeconds(seconds)),
                    (Duration.FromMinutes(9), run => run.ClockError = Duration.Zero),
                ],
            },
            run =>
            {
                var open = run.Session.OpenNanoseconds;
                // The broker is asked every ten seconds.
                if (run.Witness.AllEntryTimes.Any(t => t > open + (3 * EngineTime.Minute) + (35 * EngineTime.Second) && t < open + (9 * EngineTime.Minute)))
                    throw run.Failed("MKT8: an entry went out while the clocks were 3 s apart");
                if (!run.Alerts.Any(a => a.Text.Contains(seconds > 0 ? "clock is 3.0 s ahead of" : "clock is", StringComparison.Ordinal))) throw run.Failed("MKT8: nobody was told");
                before += run.Witness.AllEntryTimes.Count(t => t < open + (3 * EngineTime.Minute));
                later += run.Witness.AllEntryTimes.Count(t => t > open + (10 * EngineTime.Minute));
            });
        Seeds.Require(before > 0 && later > 0, "nothing was traded before or after");
    }
}
