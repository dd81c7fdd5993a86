using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies.Rules;

namespace Bellwether.Tests.Engine;

/// <summary>What an engine remembers of the bars that it saw, taken back by another one.</summary>
public sealed class EngineMemoryTests
{
    const int Minutes = 120;

    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!;

    sealed class Run
    {
        long sequence;

        /// <param name="armed">The strategy may enter, so that it has something to be quiet after.</param>
        public Run(bool armed = true) => Engine = New(armed);

        public TradingEngine<NoJournal> Engine { get; }

        static TradingEngine<NoJournal> New(bool armed)
        {
            var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 2);
            graph.KeepSessions();
            var million = Money.FromDecimal(1_000_000);
            var strategy = new RuleStrategy(
                new RuleStrategyOptions { Name = "test", EnterLong = "above_for(close, ema(5), 3)", Stop = "5", Target = "10", Cooldown = NodaTime.Duration.FromMinutes(30) }, graph);
            return new TradingEngine<NoJournal>(new EngineOptions
            {
                Instruments = InstrumentTable.UsEquities("IBM", "SPY"),
                Strategy = strategy,
                Sizing = new FixedShares(1),
                Limits = new RiskLimits(million, million, million, 2),
                Predictions = new PredictionBook(2, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
                StartCash = million,
                Armed = armed,
                StartsReconciled = true,
                Alerts = new AlertBook(
                    [
                        new AlertRule { Name = "crossing", When = "crosses_above(close, ema(9))", Rearm = "falling(close, 2)", Quiet = 7 * EngineTime.Minute, Times = 6 },
                        new AlertRule { Name = "high", When = "percentile(close, 20) > 70", Trigger = AlertTrigger.Level, Quiet = 11 * EngineTime.Minute },
                    ], graph, []),
            }, default);
        }

        /// <summary>The minutes of a range close, each at a price that follows from its number.</summary>
        public Run Play(int from, int to)
        {
            for (var minute = from; minute < to; minute++)
            {
                double[] close = [100 + (4 * Math.Sin(minute / 3.0)), 50 + (2 * Math.Cos(minute / 5.0))];
                Engine.Handle(
                    new Input(++sequence, Session.OpenNanoseconds + ((minute + 1) * EngineTime.Minute), InputKind.Slice, 0, 0, EngineTime.Minute),
                    new Slice([0, 1], close, [close[0] + 1, close[1] + 1], [close[0] - 1, close[1] - 1], close, [100 + minute, 50]));
                while (Engine.Outputs.TryTake(out _))
                {
                }
            }
            return this;
        }

        public byte[] Memory => Engine.SaveMemory("test", new bool[2]);

        public IEnumerable<string> Spoken => Enumerable.Range(0, Engine.Alerts.Count).Select(i => Engine.Alerts.Newest(i)).Select(a => $"{a.Title} {a.Text}").Reverse();
    }

    [Fact]
    public void A_run_that_takes_back_what_an_earlier_one_knew_knows_and_says_what_that_would_have()
    {
        for (var kept = 0; kept < Minutes; kept += 7)
        {
            var unbroken = new Run().Play(0, kept);
            var said = unbroken.Spoken.Count();
            // Nothing is entered any more, so that only what was taken back can tell when the strategy entered last.
            var restarted = new Run(armed: false);
            Assert.Null(restarted.Engine.RestoreMemory(unbroken.Memory, "test", Session.CloseNanoseconds));
            var signals = unbroken.Engine.Signals;
            unbroken.Play(kept, kept + 1);
            restarted.Play(kept, kept + 1);
            if (unbroken.Engine.Signals == signals) Same(unbroken, restarted, kept, said);
            unbroken.Play(kept + 1, Minutes);
            restarted.Play(kept + 1, Minutes);
            Assert.Equal(unbroken.Spoken.Skip(said).Where(IsOfAlerts), restarted.Spoken.Where(IsOfAlerts));
        }
    }

    static void Same(Run unbroken, Run restarted, int kept, int said)
    {
        Assert.True(unbroken.Memory.AsSpan().SequenceEqual(restarted.Memory), $"kept after {kept} minutes, a minute later something else is known");
        Assert.Equal(unbroken.Spoken.Skip(said).Where(IsOfAlerts), restarted.Spoken.Where(IsOfAlerts));
    }

    static bool IsOfAlerts(string spoken) => spoken.Contains("crossing", StringComparison.Ordinal) || spoken.Contains("high", StringComparison.Ordinal);

    [Fact]
    public void The_series_of_this_test_makes_alerts_speak_and_be_quiet_and_the_strategy_enter()
    {
        var run = new Run().Play(0, Minutes);
        Assert.InRange(run.Spoken.Count(s => s.Contains("crossing", StringComparison.Ordinal)), 2, 12);
        Assert.InRange(run.Spoken.Count(s => s.Contains("high", StringComparison.Ordinal)), 2, 30);
        Assert.InRange(run.Engine.Signals, 1, Minutes / 4);
    }
}
