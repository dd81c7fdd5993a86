using Bellwether.Indicators;

namespace Bellwether.Tests.Indicators;

/// <summary>Against the files of the folder Goldens: one for each indicator, found by its name, and one for all figures of candles.</summary>
public sealed class GoldenFileTests
{
    public static TheoryData<string, string> Columns
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (indicator, definition) in GoldenFiles.Columns) cases.Add(indicator, definition);
            return cases;
        }
    }

    public static TheoryData<string> Figures => [.. IndicatorCatalogue.Standard.Entries.Select(e => e.Name).Where(name => name.StartsWith("cdl_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Columns))]
    public void An_indicator_agrees_with_its_golden_in_every_row(string indicator, string definition)
    {
        var parsed = IndicatorCatalogue.Standard.Parse(definition);
        Assert.Equal(indicator, parsed.Entry.Name);
        var expected = GoldenFiles.Column(indicator, definition);
        var actual = new IndicatorHistory(GoldenFiles.Series).Compute(parsed).Column(parsed.Output);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]), $"row {i}: expected no value, got {actual[i]:R}");
            else Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"row {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_figure_of_candles_is_found_at_the_bars_of_the_golden_and_at_no_other(string name)
    {
        var parsed = IndicatorCatalogue.Standard.Parse(name);
        var expected = GoldenFiles.Figures.Where(f => f.Definition == name).ToDictionary(f => f.Row, f => f.Value);
        Assert.NotEmpty(expected);
        var actual = new IndicatorHistory(GoldenFiles.Candles).Compute(parsed).Column(parsed.Output);
        for (var i = 0; i < actual.Length; i++)
        {
            if (i + 1 < parsed.WarmUp) Assert.True(double.IsNaN(actual[i]), $"row {i}: expected no value, got {actual[i]:R}");
            else Assert.True(actual[i] == expected.GetValueOrDefault(i), $"row {i}: expected {expected.GetValueOrDefault(i)}, got {actual[i]:R}");
        }
    }

    /// <summary>Both sides of a figure that has two, and the cases that only just hold.</summary>
    [Theory]
    [InlineData("cdl_engulfing", new double[] { -100, -80, 80, 100 })]
    [InlineData("cdl_harami", new double[] { -100, -80, 80, 100 })]
    [InlineData("cdl_hikkake", new double[] { -200, -100, 100, 200 })]
    [InlineData("cdl_modified_hikkake", new double[] { -200, -100, 100, 200 })]
    [InlineData("cdl_kicking", new double[] { -100, 100 })]
    [InlineData("cdl_breakaway", new double[] { -100, 100 })]
    [InlineData("cdl_abandoned_baby", new double[] { -100, 100 })]
    [InlineData("cdl_rise_fall_three_methods", new double[] { -100, 100 })]
    public void The_golden_of_candles_shows_every_value_of_a_figure(string name, double[] values) =>
        Assert.Equal(values, GoldenFiles.Figures.Where(f => f.Definition == name).Select(f => f.Value).Distinct().Order());
}
