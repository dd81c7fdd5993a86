using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Row POS5 of the catalogue of faults: a position is held over a night in which its shares become others.</summary>
public sealed class SplitTests
{
    static readonly LocalDate First = new(2025, 3, 3);
    static readonly LocalDate Day = new(2025, 3, 4);

    /// <summary>From the opening to some minutes after the next one, so that something is held over the night.</summary>
    const int Minutes = (24 * 60) + 20;

    static Scenario Overnight(ulong seed, SplitRatio ratio, params (Duration After, Action<SimulatedRun> Do)[] meanwhile) => Scenario.Calm(seed) with
    {
        Session = First,
        Symbols = 3,
        Minutes = Minutes,
        FlatMinutes = Minutes - 390,
        Splits = [new MarketSplit("AAX", Day, ratio), new MarketSplit("ABX", Day, ratio)],
        Meanwhile = [.. meanwhile.OrderBy(m => m.After)],
    };

    static readonly Duration Evening = Duration.FromMinutes(395);
    static readonly Duration Midnight = Duration.FromHours(14) + Duration.FromMinutes(30);
    static readonly Duration BeforeTheOpening = Duration.FromHours(24) - Duration.FromSeconds(1);

    /// <summary>What was held in the evening.</summary>
    sealed class Night
    {
        readonly Dictionary<int, (Position Position, ProtectionPlan Plan)> held = [];

        public int Held { get; private set; }

        public (Duration, Action<SimulatedRun>) Look => (Evening, run =>
        {
            held.Clear();
            for (var symbol = 0; symbol < run.Symbols; symbol++) held[symbol] = (run.Engine.Positions[symbol], run.Engine.ProtectionOf(symbol));
        });

        /// <summary>In the morning the shares are others at the same cost, and their stop lives at the new price for all of them.</summary>
        public (Duration, Action<SimulatedRun>) Compare(SplitRatio ratio) => (BeforeTheOpening, run =>
        {
            for (var symbol = 0; symbol < run.Symbols; symbol++)
            {
                var (before, plan) = held[symbol];
                var after = run.Engine.Positions[symbol];
                var name = run.Engine.Instruments[symbol].Symbol;
                var (multiple, divisor) = name is "AAX" or "ABX" ? ((decimal)ratio.New / ratio.Old, (decimal)ratio.New / ratio.Old) : (1, 1);
                if (after.Quantity.ToDecimal() != decimal.Truncate(before.Quantity.ToDecimal() * multiple)) throw run.Failed($"{name}: {before.Quantity} shares are {after.Quantity}");
                if (after.Cost != before.Cost || after.Realised != before.Realised) throw run.Failed($"{name}: they cost {before.Cost}, and {after.Cost} now");
                if (before.IsFlat) continue;
                Held++;
                var stop = decimal.Round(plan.Stop.ToDecimal() / divisor, 2, MidpointRounding.AwayFromZero);
                if (Math.Abs(run.Engine.ProtectionOf(symbol).Stop.ToDecimal() - stop) > 0.01m) throw run.Failed($"{name}: its stop was at {plan.Stop}, and is at {run.Engine.ProtectionOf(symbol).Stop}");
                var stops = Enumerable.Range(0, run.Engine.Orders.LiveCount).Select(i => run.Engine.Orders.Live(i)).Where(o => o.Terms.Symbol == symbol && o.Role == OrderRole.Stop).ToList();
                if (stops.Count != 1 || stops[0].Terms.Quantity != Quantity.Abs(after.Quantity) || Math.Abs(stops[0].Terms.StopPrice.ToDecimal() - stop) > 0.01m || stops[0].Covering != Quantity.Abs(after.Quantity))
                    throw run.Failed($"{name}: {after.Quantity} shares are held, with the stops {string.Join(", ", stops.Select(s => $"{s.Terms} ({s.Stage}, {s.Uncertainty})"))}");
            }
        });
    }

    [Fact]
    public void POS5_what_is_held_over_a_split_is_protected_at_the_new_prices_before_the_opening()
    {
        var (ratio, night) = (new SplitRatio(4, 1), new Night());
        Seeds.Run(nameof(POS5_what_is_held_over_a_split_is_protected_at_the_new_prices_before_the_opening), 9_600, 3, seed => Overnight(seed, ratio, night.Look, night.Compare(ratio)));
        Seeds.Require(night.Held >= 3, $"only {night.Held} positions were held over the night");
    }

    [Fact]
    public void POS5_a_run_that_is_not_there_when_its_shares_split_goes_on_with_the_new_ones()
    {
        var (ratio, night) = (new SplitRatio(2, 1), new Night());
        Seeds.Run(nameof(POS5_a_run_that_is_not_there_when_its_shares_split_goes_on_with_the_new_ones), 9_610, 3, seed => Overnight(seed, ratio, night.Look,
            (Evening + Duration.FromMinutes(1), run => run.Kill(Duration.FromHours(17), isTorn: false)), night.Compare(ratio)));
        Seeds.Require(night.Held >= 2, $"only {night.Held} positions were held over the night");
    }

    [Fact]
    public void POS5_a_split_takes_force_once_however_often_the_run_is_killed_after_it()
    {
        var (ratio, night) = (new SplitRatio(3, 1), new Night());
        Seeds.Run(nameof(POS5_a_split_takes_force_once_however_often_the_run_is_killed_after_it), 9_620, 3, seed => Overnight(seed, ratio, night.Look, night.Compare(ratio),
            (Midnight + Duration.FromSeconds(20), run => run.Kill(Duration.FromSeconds(5), isTorn: true)),
            (Midnight + Duration.FromSeconds(45), run => run.Kill(Duration.FromSeconds(5), isTorn: false))), run =>
        {
            if (run.Kills != 2) throw run.Failed($"killed {run.Kills} times");
        });
        Seeds.Require(night.Held >= 2, $"only {night.Held} positions were held over the night");
    }

    [Fact]
    public void POS5_a_split_that_nobody_told_of_freezes_its_symbol_until_it_is_imported()
    {
        var (ratio, frozen) = (new SplitRatio(5, 1), 0);
        var imported = Duration.FromHours(24) + Duration.FromMinutes(5);
        Seeds.Run(nameof(POS5_a_split_that_nobody_told_of_freezes_its_symbol_until_it_is_imported), 9_630, 3, seed => Overnight(seed, ratio, (imported, run =>
        {
            for (var symbol = 0; symbol < 2; symbol++)
            {
                if (run.Engine.Positions[symbol].IsFlat || run.Engine.Positions[symbol].OpenedAt > run.Session.CloseNanoseconds) continue;
                var name = run.Engine.Instruments[symbol].Symbol;
                if (!run.Engine.Risk.IsSymbolFrozen(symbol)) throw run.Failed($"{name} may be entered although the broker holds other shares");
                if (!run.Alerts.Any(a => a.Text.Contains($"bellwether data actions import FILE --symbol {name}", StringComparison.Ordinal))) throw run.Failed($"{name}: nobody was told what to do");
                frozen++;
            }
            run.Actions.Import([new MarketSplit("AAX", Day, ratio), new MarketSplit("ABX", Day, ratio)]);
        })) with { KnowsSplits = false });
        Seeds.Require(frozen >= 1, "nothing was held over the night");
    }

    [Fact]
    public void The_indicators_learn_again_from_history_in_new_shares()
    {
        Seeds.Run(nameof(The_indicators_learn_again_from_history_in_new_shares), 9_640, 1, seed => Overnight(seed, new SplitRatio(10, 1),
            (Duration.FromHours(24) + Duration.FromSeconds(59), run =>
            {
                var atr = run.Strategy.Indicators.Add("atr(5)");
                for (var symbol = 0; symbol < 2; symbol++)
                {
                    // A bar of before, of ten times the price, would make it larger than a tenth of the price for days.
                    var price = run.Engine.Positions[symbol].Last.ToDouble();
                    if (!(atr[symbol] > 0 && atr[symbol] < 0.02 * price)) throw run.Failed($"atr(5) is {atr[symbol]} at a price of {price}");
                }
            })));
    }
}
