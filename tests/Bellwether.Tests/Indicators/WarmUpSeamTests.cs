using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies.Rules;

namespace Bellwether.Tests.Indicators;

/// <summary>The seam from history to live, in the engine: wherever it lies and however far history reaches over it, values are those of one unbroken stream.</summary>
public sealed class WarmUpSeamTests
{
    static readonly string[] Definitions = ["sma(20)", "rsi(14)", "vwap(1)", "ema(9)@5m", "opening_range(30)", "sma(rsi(14),5)"];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(200, 200)]
    [InlineData(200, 195)]
    [InlineData(500, 390)]
    [InlineData(391, 300)]
    public void Values_are_those_of_one_stream(int historyEnds, int liveBegins)
    {
        var walk = TestBars.Walk(800, 31);
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        var lines = Definitions.Select(graph.Add).ToList();
        var engine = NewEngine(graph);
        var sequence = 0L;
        for (var row = 0; row < historyEnds; row++) Feed(engine, walk, row, ref sequence, walk.Time[historyEnds - 1] + EngineTime.Minute);
        // Live bars close in order; those that history had already are history again, asked for after an interruption.
        for (var row = liveBegins; row < historyEnds; row++) Feed(engine, walk, row, ref sequence, walk.Time[historyEnds - 1] + EngineTime.Minute);
        var expected = Definitions.Select(definition => TestBars.Batch(definition, walk)).ToList();
        for (var row = historyEnds; row < walk.Count; row++)
        {
            Feed(engine, walk, row, ref sequence, null);
            for (var i = 0; i < lines.Count; i++)
                Assert.True(expected[i][row].Equals(lines[i][0]), $"{Definitions[i]}, row {row}: expected {expected[i][row]:R}, got {lines[i][0]:R}");
        }
        Assert.Equal(historyEnds - liveBegins, graph.Repeated);
    }

    /// <summary>History when <paramref name="now"/> is given: it all comes at that time.</summary>
    static void Feed(TradingEngine<NoJournal> engine, BarColumns walk, int row, ref long sequence, long? now)
    {
        var slice = new Slice([0], walk.Open.Slice(row, 1), walk.High.Slice(row, 1), walk.Low.Slice(row, 1), walk.Close.Slice(row, 1), walk.Volume.Slice(row, 1), now is null ? 0 : walk.Time[row]);
        engine.Handle(new Input(++sequence, now ?? walk.Time[row] + EngineTime.Minute, InputKind.Slice, 0, now is null ? 0 : TradingEngine<NoJournal>.WarmUp, EngineTime.Minute), slice);
    }

    static TradingEngine<NoJournal> NewEngine(IndicatorGraph graph)
    {
        var million = Money.FromDecimal(1_000_000);
        return new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = InstrumentTable.UsEquities("ZAA"),
            Strategy = new RuleStrategy(new RuleStrategyOptions { Name = "never", EnterLong = "close < 0" }, graph),
            Sizing = new FixedShares(1),
            Limits = new RiskLimits(million, million, million, 1),
            Predictions = new PredictionBook(1, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
            StartCash = million,
            Armed = true,
            StartsReconciled = true,
        }, default);
    }
}
