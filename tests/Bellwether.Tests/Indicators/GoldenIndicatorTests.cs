using System.Globalization;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>Against columns that TA-Lib computed (the data folder's README defines them).</summary>
public sealed class GoldenIndicatorTests
{
    public static TheoryData<string> Files { get; } =
    [
        "spy_daily_20070103_20210331.csv", "spy_minute_20131007.csv", "spy_minute_20230803.csv", "synthetic/edge_minute.csv",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Moving_averages_and_rsi_agree_with_the_reference(string file)
    {
        var (bars, column) = Read(file);
        Agree(column("sma20"), IndicatorCatalogue.Create("sma(20)", 1).Over(bars));
        Agree(column("ema20"), IndicatorCatalogue.Create("ema(20)", 1).Over(bars));
        Agree(column("rsi14"), IndicatorCatalogue.Create("rsi(14)", 1).Over(bars));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Atr_agrees_with_the_reference_once_both_start_from_the_same_true_ranges(string file)
    {
        // The reference takes its seed from bars 1 to 14 with the gap from bar 0; a first bar that spans that gap has that true range for its high − low.
        var (bars, column) = Read(file);
        var (high, low) = (bars.High[1..].ToArray(), bars.Low[1..].ToArray());
        (high[0], low[0]) = (Math.Max(high[0], bars.Close[0]), Math.Min(low[0], bars.Close[0]));
        var spanning = new BarColumns("SPY", bars.Time[1..].ToArray(), bars.Open[1..].ToArray(), high, low, bars.Close[1..].ToArray(), bars.Volume[1..].ToArray());
        Agree(column("atr14"), [double.NaN, .. IndicatorCatalogue.Create("atr(14)", 1).Over(spanning)]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Atr_from_the_first_bar_on_differs_by_a_gap_that_shrinks_by_a_fourteenth_a_bar(string file)
    {
        var (bars, column) = Read(file);
        var (golden, ours) = (column("atr14"), IndicatorCatalogue.Create("atr(14)", 1).Over(bars));
        Assert.Equal(13, Array.FindIndex(ours, value => !double.IsNaN(value)));
        Assert.Equal(Enumerable.Range(0, 14).Average(i => TrueRange(bars, i)), ours[13], 1e-12);
        var gap = ours[14] - golden[14];
        for (var i = 14; i < bars.Count; i++, gap *= 13.0 / 14) Assert.Equal(gap, ours[i] - golden[i], 1e-9);
    }

    static double TrueRange(BarColumns bars, int i) => i == 0
        ? bars.High[0] - bars.Low[0]
        : new[] { bars.High[i] - bars.Low[i], Math.Abs(bars.High[i] - bars.Close[i - 1]), Math.Abs(bars.Low[i] - bars.Close[i - 1]) }.Max();

    static void Agree(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]), $"row {i}: expected warm-up, got {actual[i]}");
            else Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"row {i}: expected {expected[i]}, got {actual[i]}");
        }
    }

    static (BarColumns Bars, Func<string, double[]> Column) Read(string file)
    {
        var rows = File.ReadLines(TestData.Shared("data/indicators/" + file)).Select(line => line.Split(',')).ToList();
        var header = rows[0];
        rows.RemoveAt(0);
        return (new BarColumns("SPY", [.. Enumerable.Range(0, rows.Count)], Column("open"), Column("high"), Column("low"), Column("close"), Column("volume")), Column);

        double[] Column(string name)
        {
            var index = Array.IndexOf(header, name);
            return [.. rows.Select(row => row[index].Length == 0 ? double.NaN : double.Parse(row[index], CultureInfo.InvariantCulture))];
        }
    }
}
