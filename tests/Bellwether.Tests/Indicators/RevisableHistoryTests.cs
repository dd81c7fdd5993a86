using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

public sealed class RevisableHistoryTests
{
    static readonly string[] Definitions =
        ["sma(20)", "ema(20)", "rsi(14)", "macd(12,26,9)", "bbands(20,2)", "stoch(14,3,3)", "obv()", "vwap(1)", "sma(rsi(14),5)", "stddev(hl2,10)", "correlation(volume,12)", "psar()", "mfi(14)"];

    [Fact]
    public void Values_are_those_of_a_history_that_had_the_right_bars_from_the_start()
    {
        var walk = TestBars.Walk(900, 21);
        var revisable = New(walk, Definitions);
        foreach (var row in new[] { 899, 500, 0, 63, 64, 777 })
        {
            walk = Changed(walk, row, 1.01, volume: 17);
            revisable.Revise(row, TestBars.Input(walk, row));
        }
        foreach (var definition in Definitions.Select(IndicatorCatalogue.Standard.Parse))
        {
            var expected = TestBars.History(walk).Compute(definition);
            for (var row = 0; row < walk.Count; row++)
                Assert.True(expected[row, 0].Equals(revisable.Value(definition, row)), $"{definition}, row {row}: expected {expected[row, 0]:R}, got {revisable.Value(definition, row):R}");
        }
    }

    [Fact]
    public void Only_what_reads_the_revised_field_is_made_again()
    {
        var walk = TestBars.Walk(900, 22);
        var revisable = New(walk, Definitions);
        var before = Counts(revisable);

        // The volume of bar 500 is corrected: four indicators read volumes.
        var touched = revisable.Revise(500, TestBars.Input(Changed(walk, 500, 1, volume: 17), 500));

        Assert.Equal(["obv()", "vwap(1)", "correlation(volume,12)", "mfi(14)"], touched.Select(d => d.Name));
        var after = Counts(revisable);
        foreach (var name in Definitions.Except(touched.Select(d => d.Name))) Assert.Equal(before[name], after[name]);
    }

    [Fact]
    public void A_window_is_made_again_until_the_revised_bar_has_left_it()
    {
        var walk = TestBars.Walk(6_400, 23);
        var revisable = New(walk, ["sma(20)", "obv()"]);
        var before = Counts(revisable);
        revisable.Revise(1_000, TestBars.Input(Changed(walk, 1_000, 1.02, volume: 5), 1_000));
        var after = Counts(revisable);
        // From the state kept at row 960 to the first one that is as it was, at row 1024 or one later: the window holds rounds of 20 bars.
        Assert.InRange(after["sma(20)"] - before["sma(20)"], 64, 128);
        // A running total differs from there to the end.
        Assert.Equal(6_400 - 960, after["obv()"] - before["obv()"]);
    }

    [Fact]
    public void The_latest_bar_costs_less_than_a_block_and_a_bar_that_is_the_same_costs_nothing()
    {
        var walk = TestBars.Walk(6_400, 24);
        var revisable = New(walk, Definitions);
        var before = Counts(revisable);
        Assert.Empty(revisable.Revise(6_399, TestBars.Input(walk, 6_399)));
        Assert.Equal(before, Counts(revisable));
        revisable.Revise(6_399, TestBars.Input(Changed(walk, 6_399, 1.01, volume: 3), 6_399));
        Assert.All(Counts(revisable), count => Assert.InRange(count.Value - before[count.Key], 1, 64));
    }

    [Fact]
    public void Longer_bars_are_refused() => Assert.Contains("cannot be revised",
        Assert.Throws<IndicatorDefinitionException>(() => new RevisableHistory().Add(IndicatorCatalogue.Standard.Parse("sma(3)@5m"))).Message, StringComparison.Ordinal);

    static RevisableHistory New(BarColumns bars, string[] definitions)
    {
        var history = new RevisableHistory();
        // One half is added before the bars, one half after them.
        foreach (var definition in definitions.Take(definitions.Length / 2)) history.Add(IndicatorCatalogue.Standard.Parse(definition));
        for (var row = 0; row < bars.Count; row++) history.Append(TestBars.Input(bars, row));
        foreach (var definition in definitions) history.Add(IndicatorCatalogue.Standard.Parse(definition));
        return history;
    }

    static Dictionary<string, long> Counts(RevisableHistory history)
    {
        var counts = new Dictionary<string, long>();
        foreach (var name in Definitions)
        {
            try
            {
                counts[name] = history.Computed(IndicatorCatalogue.Standard.Parse(name));
            }
            catch (ArgumentException)
            {
                // Not in this history.
            }
        }
        return counts;
    }

    static BarColumns Changed(BarColumns bars, int row, double factor, double volume)
    {
        double[] Column(ReadOnlySpan<double> values, double times)
        {
            var column = values.ToArray();
            column[row] *= times;
            return column;
        }
        var volumes = bars.Volume.ToArray();
        volumes[row] = volume;
        return new BarColumns(bars.Symbol, bars.Time.ToArray(), Column(bars.Open, factor), Column(bars.High, factor), Column(bars.Low, factor), Column(bars.Close, factor), volumes);
    }
}
