using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorCheckpointTests
{
    static readonly string[] Symbols = ["IBM", "SPY"];
    static readonly string[] Definitions = ["sma(20)", "ema(9)", "vwap(1)", "atr(5)@5m", "beta(SPY,30)", "correlation(rsi(5) of SPY,20)"];

    static IndicatorGraph Graph(params string[] definitions)
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 2, name => Array.IndexOf(Symbols, name) is >= 0 and var index ? index : null);
        foreach (var definition in definitions) graph.Add(definition);
        return graph;
    }

    static void Feed(IndicatorGraph graph, BarColumns one, BarColumns other, int row) => graph.Update(
        new Slice([0, 1], [one.Open[row], other.Open[row]], [one.High[row], other.High[row]], [one.Low[row], other.Low[row]], [one.Close[row], other.Close[row]], [one.Volume[row], other.Volume[row]]),
        TestBars.When(one, row));

    [Theory]
    [InlineData(203, 203)]
    [InlineData(203, 150)]
    [InlineData(390, 0)]
    public void After_a_restart_history_since_the_checkpoint_makes_the_values_of_an_unbroken_run(int savedAfter, int historyFrom)
    {
        var (one, other) = (TestBars.Walk(500, 3), TestBars.Walk(500, 4));
        var (unbroken, before) = (Graph(Definitions), Graph(Definitions));
        for (var row = 0; row < savedAfter; row++) Feed(before, one, other, row);
        var bytes = IndicatorCheckpoint.Write(before, Symbols, one.Time[savedAfter - 1] + EngineTime.Minute);

        // Definitions may have been registered in another order since.
        var restarted = Graph([.. Definitions.Reverse()]);
        Assert.Null(IndicatorCheckpoint.Restore(restarted, Symbols, bytes, out var time));
        Assert.Equal(one.Time[savedAfter - 1] + EngineTime.Minute, time);
        for (var row = historyFrom; row < 500; row++) Feed(restarted, one, other, row);
        for (var row = 0; row < 500; row++) Feed(unbroken, one, other, row);
        foreach (var definition in Definitions)
            for (var symbol = 0; symbol < 2; symbol++)
                Assert.True(unbroken.Add(definition)[symbol].Equals(restarted.Add(definition)[symbol]), $"{definition} of {Symbols[symbol]}");
        Assert.False(double.IsNaN(restarted.Add("beta(SPY,30)")[0]));
        Assert.Equal(2 * (savedAfter - historyFrom), restarted.Repeated);
    }

    [Fact]
    public void Other_symbols_and_other_definitions_are_refused()
    {
        var bytes = IndicatorCheckpoint.Write(Graph(Definitions), Symbols, 1);
        Assert.Contains("other symbols", IndicatorCheckpoint.Restore(Graph(Definitions), ["SPY", "IBM"], bytes, out _), StringComparison.Ordinal);
        Assert.Contains("other definitions", IndicatorCheckpoint.Restore(Graph("sma(20)"), Symbols, bytes, out _), StringComparison.Ordinal);
        Assert.Contains("other definitions", IndicatorCheckpoint.Restore(Graph([.. Definitions, "sma(21)"]), Symbols, bytes, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_with_any_byte_changed_or_cut_off_is_refused_and_changes_nothing()
    {
        var walk = TestBars.Walk(30, 3);
        var before = Graph("sma(3)");
        for (var row = 0; row < 30; row++) Feed(before, walk, walk, row);
        var bytes = IndicatorCheckpoint.Write(before, Symbols, 1);
        var graph = Graph("sma(3)");
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x40;
            Assert.NotNull(IndicatorCheckpoint.Restore(graph, Symbols, bytes, out _));
            bytes[i] ^= 0x40;
            Assert.NotNull(IndicatorCheckpoint.Restore(graph, Symbols, bytes.AsSpan(0, i), out _));
        }
        Assert.True(double.IsNaN(graph.Add("sma(3)")[0]));
        Assert.Null(IndicatorCheckpoint.Restore(graph, Symbols, bytes, out _));
        Assert.Equal(before.Add("sma(3)")[0], graph.Add("sma(3)")[0]);
    }
}
