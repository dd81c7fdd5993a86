using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies.Rules;

namespace Bellwether.Tests.Engine;

/// <summary>A bar turns out to have been different after it was acted on.</summary>
public sealed class RevisedBarTests
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!;

    /// <summary>What was recorded, as people read it.</summary>
    readonly List<(RecordKind Kind, IReadOnlyList<KeyValuePair<string, object?>> Fields)> records = [];

    readonly struct Paper(RevisedBarTests test) : IJournalSink
    {
        public static bool KeepsInputs => true;

        public void Append(RecordKind kind, long sequence, long time, ReadOnlySpan<byte> payload) =>
            test.records.Add((kind, RecordDecoder.Decode(kind, payload, symbol => symbol == 0 ? "IBM" : "SPY")));
    }

    sealed class Run(RevisedBarTests test, string rule, string? alert = null, bool revises = true)
    {
        long sequence;
        int minute;

        public TradingEngine<Paper> Engine { get; } = New(test, rule, alert, revises);

        static TradingEngine<Paper> New(RevisedBarTests test, string rule, string? alert, bool revises)
        {
            var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 2);
            var million = Money.FromDecimal(1_000_000);
            return new TradingEngine<Paper>(new EngineOptions
            {
                Instruments = InstrumentTable.UsEquities("IBM", "SPY"),
                Strategy = new RuleStrategy(new RuleStrategyOptions { Name = "test", EnterLong = rule }, graph),
                Sizing = new FixedShares(1),
                Limits = new RiskLimits(million, million, million, 2),
                Predictions = new PredictionBook(2, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
                StartCash = million,
                Armed = true,
                StartsReconciled = true,
                RevisesBars = revises,
                Alerts = alert is null ? null : new AlertBook([new AlertRule { Name = "watched", When = alert }], graph, []),
            }, new Paper(test));
        }

        /// <summary>Minutes of IBM close at these prices, those of SPY at 50.</summary>
        public Run Bars(params double[] closes)
        {
            foreach (var close in closes)
            {
                double[] prices = [close, 50];
                Engine.Handle(new Input(++sequence, Open(++minute), InputKind.Slice, 0, 0, EngineTime.Minute), new Slice([0, 1], prices, prices, prices, prices, [100, 100]));
            }
            return this;
        }

        /// <summary>The next minute, in which one symbol alone has a bar.</summary>
        public Run Alone(int symbol, double close)
        {
            double[] prices = [close];
            Engine.Handle(new Input(++sequence, Open(++minute), InputKind.Slice, 0, 0, EngineTime.Minute), new Slice([symbol], prices, prices, prices, prices, [100]));
            return this;
        }

        /// <summary>Half a minute later the minute of that number, from 0, turns out to have closed at another price.</summary>
        public Run Revise(int number, double close) => Revise(new Bar(Open(number), close, close, close, close, 100));

        public Run Revise(in Bar bar)
        {
            var index = Engine.Inputs.Revisions.Put(new BarRevision(0, bar, EngineTime.Minute));
            Engine.Handle(new Input(++sequence, Open(minute) + (30 * EngineTime.Second), InputKind.Revision, index, 0, 0), default);
            return this;
        }

        public static long Open(int number) => Session.OpenNanoseconds + (number * EngineTime.Minute);
    }

    [Fact]
    public void The_next_bar_stands_on_the_right_one_and_nothing_is_decided_before_it()
    {
        // The average of the last two: 100, then 99 as it was seen, 101 as it is right.
        var run = new Run(this, "sma(2) > 100.5").Bars(100, 100).Revise(1, 104);
        Assert.Equal(0, run.Engine.Signals);
        Assert.Equal(1, run.Bars(98).Engine.Signals);
        Assert.Equal(0, new Run(this, "sma(2) > 100.5").Bars(100, 100, 98).Engine.Signals);
    }

    [Fact]
    public void What_was_decided_is_not_decided_again()
    {
        var run = new Run(this, "sma(2) > 100.5").Bars(100, 102);
        Assert.Equal(1, run.Engine.Signals);
        var (orders, outputs) = (run.Engine.Orders.Counts, run.Engine.Outputs.Count);
        // Neither what would not have been entered is taken back, nor what is true once more entered twice.
        run.Revise(1, 90).Revise(1, 110);
        Assert.Equal((1, orders, outputs), (run.Engine.Signals, run.Engine.Orders.Counts, run.Engine.Outputs.Count));
    }

    [Fact]
    public void An_alert_does_not_speak_of_the_past()
    {
        var run = new Run(this, "close < 0", alert: "sma(2) > 101").Bars(100, 100).Revise(1, 110);
        Assert.Equal(0, run.Engine.Alerts.Total);
        // At the next bar it is (110 + 100) / 2 = 105.
        Assert.Equal(1, run.Bars(100).Engine.Alerts.Total);
    }

    [Fact]
    public void Rules_that_are_asked_between_bars_see_the_right_one()
    {
        var run = new Run(this, "close > 105").Bars(100, 100).Revise(1, 106).Revise(0, 90);
        var index = run.Engine.Inputs.Predictions.Put(new Prediction { Symbol = 0, Direction = 1, Confidence = 1, AsOf = run.Engine.Time, Horizon = EngineTime.Minute });
        run.Engine.Handle(new Input(run.Engine.Sequence + 1, run.Engine.Time, InputKind.Prediction, index, 0, 0), default);
        Assert.Equal(1, run.Engine.Signals);
    }

    [Fact]
    public void A_crossing_that_was_none_is_not_taken_at_the_next_bar()
    {
        // As it was seen, minute 1 stayed below; as it is right, it crossed: minute 2 crosses nothing.
        Assert.Equal(1, new Run(this, "crosses_above(close, 100)").Bars(99, 98, 102).Engine.Signals);
        Assert.Equal(0, new Run(this, "crosses_above(close, 100)").Bars(99, 98).Revise(1, 101).Bars(102).Engine.Signals);
        // And one that was missed because of a wrong bar is taken.
        var run = new Run(this, "crosses_above(close, 100) and close > 103").Bars(99, 101).Revise(1, 98);
        Assert.Equal(1, run.Bars(104).Engine.Signals);
        // Alerts look back like rules.
        Assert.Equal(0, new Run(this, "close < 0", alert: "crosses_above(close, 100)").Bars(99, 98).Revise(1, 101).Bars(102).Engine.Alerts.Total);
    }

    [Fact]
    public void A_bar_that_was_missing_is_looked_back_on_when_it_comes()
    {
        var run = new Run(this, "rising(close, 2) and close > 101", alert: "rising(close, 2) and close < 0").Bars(100).Alone(1, 50);
        // Minute 1 of IBM comes late, as a bar that it had not had.
        run.Revise(new Bar(Run.Open(1), 101, 101, 101, 101, 100));
        Assert.Equal(1, run.Alone(0, 102).Engine.Signals);
    }

    [Fact]
    public void Marks_and_protection_stay_where_they_are()
    {
        var desk = new EngineDesk();
        var (_, target, stop) = desk.Hold();
        var (valuation, stopPrice, targetPrice) = (desk.Engine.Valuation, desk[stop].Terms.StopPrice, desk[target].Terms.LimitPrice);
        desk.Revise(0, desk.Now, 40);
        Assert.Equal(1, desk.Engine.Revisions.Applied);
        Assert.Empty(desk.Outputs());
        Assert.Equal((valuation, stopPrice, targetPrice), (desk.Engine.Valuation, desk[stop].Terms.StopPrice, desk[target].Terms.LimitPrice));
    }

    [Fact]
    public void Decisions_after_it_are_those_of_a_run_that_saw_the_right_bar_at_once()
    {
        // With the minute as it was seen at first, 99.2 would lie above the average, and below it as it is right.
        double[] rest = [99.2, 101, 104, 97, 102, 108, 95];
        var revised = new Run(this, "close > ema(3) and rsi(2) > 40").Bars(100, 100, 60).Revise(2, 99).Bars(rest);
        var right = new Run(this, "close > ema(3) and rsi(2) > 40").Bars(100, 100, 99).Bars(rest);
        var wrong = new Run(this, "close > ema(3) and rsi(2) > 40").Bars(100, 100, 60).Bars(rest);
        Assert.True(right.Engine.Signals > 0);
        Assert.Equal(right.Engine.DecisionHash.Value, revised.Engine.DecisionHash.Value);
        Assert.NotEqual(wrong.Engine.DecisionHash.Value, revised.Engine.DecisionHash.Value);
    }

    [Fact]
    public void The_journal_tells_which_bar_it_was_and_the_decision_hash_does_not_move()
    {
        var run = new Run(this, "close < 0").Bars(100, 101);
        var hash = run.Engine.DecisionHash.Value;
        run.Revise(new Bar(Run.Open(1), 99.5, 101.25, 99.25, 100.75, 1_234));
        var (kind, fields) = records[^1];
        Assert.Equal(RecordKind.InputRevision, kind);
        Assert.True(kind.IsInput());
        Assert.Equal(
            ["input=3", "symbol=IBM", "opened=2024-03-04T14:31:00.000Z", "barSeconds=60", "open=99.5", "high=101.25", "low=99.25", "close=100.75", "volume=1234"],
            fields.Select(f => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{f.Key}={f.Value}")));
        Assert.Equal(hash, run.Engine.DecisionHash.Value);
    }

    [Fact]
    public void What_is_too_old_or_not_to_be_corrected_is_recorded_and_counted()
    {
        var run = new Run(this, "sma(2) > 1000").Bars([.. Enumerable.Repeat(100.0, 70)]);
        run.Revise(5, 200).Revise(6, 200).Revise(6, 200);
        Assert.Equal(new RevisionCounts(1, 1, 1), run.Engine.Revisions);
        var plain = new Run(this, "sma(2) > 1000", revises: false).Bars(100).Revise(0, 200);
        Assert.Equal(new RevisionCounts(0, 0, 1), plain.Engine.Revisions);
        Assert.Equal(4, records.Count(r => r.Kind == RecordKind.InputRevision));
    }
}
