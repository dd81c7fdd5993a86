using System.Globalization;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>Against columns that TA-Lib computed (the data folder's README defines them and their tolerances).</summary>
public sealed class GoldenIndicatorTests
{
    static readonly string[] Files = ["spy_daily_20070103_20210331.csv", "spy_minute_20131007.csv", "spy_minute_20230803.csv", "synthetic/edge_minute.csv"];

    static readonly (string Column, string Definition)[] Columns =
    [
        ("sma20", "sma(20)"), ("ema20", "ema(20)"), ("rsi14", "rsi(14)"), ("atr14", "atr(14)"),
        ("macd", "macd(12,26,9)"), ("macdsignal", "macd(12,26,9).signal"), ("macdhist", "macd(12,26,9).hist"),
        ("bb_upper", "bbands(20,2).upper"), ("bb_mid", "bbands(20,2)"), ("bb_lower", "bbands(20,2).lower"), ("stddev20", "stddev(20)"),
        ("adx14", "adx(14)"), ("plus_di14", "adx(14).plus_di"), ("minus_di14", "adx(14).minus_di"), ("plus_di14", "plus_di(14)"), ("minus_di14", "minus_di(14)"),
        ("stoch_k", "stoch(14,3,3)"), ("stoch_d", "stoch(14,3,3).d"), ("obv", "obv()"), ("cci20", "cci(20)"), ("willr14", "willr(14)"), ("mfi14", "mfi(14)"),
        ("roc10", "roc(10)"), ("kama10", "kama(10)"), ("psar", "psar(0.02,0.2)"), ("psar", "psar(0.02,0.02,0.2)"),
        ("aroon_up", "aroon(25)"), ("aroon_down", "aroon(25).down"), ("trix15", "trix(15)"), ("ultosc", "ultosc(7,14,28)"),
    ];

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (column, definition) in Columns)
                foreach (var file in Files) cases.Add(definition, column, file);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_indicator_agrees_with_the_reference_in_every_row(string definition, string column, string file)
    {
        var (bars, expected) = Read(file, column);
        var parsed = IndicatorCatalogue.Standard.Parse(definition);
        var actual = new IndicatorHistory(bars).Compute(parsed).Column(parsed.Output);
        Assert.Equal(expected.Length, actual.Length);
        // The reference itself strays by as much from exact arithmetic in these columns.
        var absolute = column is "stddev20" or "bb_upper" or "bb_lower" ? 5e-8 : 0;
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]), $"row {i}: expected warm-up, got {actual[i]}");
            else Assert.True(Math.Abs(expected[i] - actual[i]) <= Math.Max(absolute, 1e-9 * Math.Max(1, Math.Abs(expected[i]))), $"row {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    static (BarColumns Bars, double[] Column) Read(string file, string column)
    {
        var rows = File.ReadLines(TestData.Shared("data/indicators/" + file)).Select(line => line.Split(',')).ToList();
        var header = rows[0];
        rows.RemoveAt(0);
        return (new BarColumns("SPY", [.. Enumerable.Range(0, rows.Count)], Column("open"), Column("high"), Column("low"), Column("close"), Column("volume")), Column(column));

        double[] Column(string name)
        {
            var index = Array.IndexOf(header, name);
            return [.. rows.Select(row => row[index].Length == 0 ? double.NaN : double.Parse(row[index], CultureInfo.InvariantCulture))];
        }
    }
}
