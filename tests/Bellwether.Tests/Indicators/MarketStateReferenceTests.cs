using Bellwether.Configuration;
using Bellwether.Indicators;
using Bellwether.Running;

namespace Bellwether.Tests.Indicators;

/// <summary>Clouds, profiles, regimes, ranks and divergences: against the published formulas written the long way, and against arithmetic by hand.</summary>
public sealed class MarketStateReferenceTests
{
    const int Count = 2 * 390;

    static readonly LongForm X = new(TestBars.Walk(Count, 12));

    static readonly (string Definition, Func<double[]> Expected)[] References =
    [
        ("er(10)", () => X.Each(i => i < 10 ? double.NaN : Math.Abs(Efficiency(i, 10)))),
        ("percent_rank(50)", () => Rank(X.C, 50)),
        ("vwma(20)", () => X.Each(i => i < 19 ? double.NaN : Rows(i, 20).Sum(r => X.C[r] * X.V[r]) / Rows(i, 20).Sum(r => X.V[r]))),
        ("nvi()", () => X.Each(i => 1000 * Rows(i, i).Where(r => X.V[r] < X.V[r - 1]).Aggregate(1.0, (product, r) => product * X.C[r] / X.C[r - 1]))),
        ("pvi()", () => X.Each(i => 1000 * Rows(i, i).Where(r => X.V[r] > X.V[r - 1]).Aggregate(1.0, (product, r) => product * X.C[r] / X.C[r - 1]))),
        ("ichimoku()", () => X.Each(i => i < 76 ? double.NaN : Middle(i, 9))),
        ("ichimoku().kijun", () => X.Each(i => i < 76 ? double.NaN : Middle(i, 26))),
        ("ichimoku().senkou_a", () => X.Each(i => i < 76 ? double.NaN : (Middle(i - 25, 9) + Middle(i - 25, 26)) / 2)),
        ("ichimoku().senkou_b", () => X.Each(i => i < 76 ? double.NaN : Middle(i - 25, 52))),
        ("ichimoku().lead_a", () => X.Each(i => i < 76 ? double.NaN : (Middle(i, 9) + Middle(i, 26)) / 2)),
        ("ichimoku(3,5,4,2).lead_b", () => X.Each(i => i < 5 ? double.NaN : Middle(i, 4))),
        ("heikin_ashi()", () => X.Each(AshiClose)),
        ("heikin_ashi().open", () => X.Each(AshiOpen)),
        ("heikin_ashi().high", () => X.Each(i => new[] { X.H[i], AshiOpen(i), AshiClose(i) }.Max())),
        ("heikin_ashi().low", () => X.Each(i => new[] { X.L[i], AshiOpen(i), AshiClose(i) }.Min())),
        ("hurst(64)", () => Hurst(64)),
        ("hurst(100)", () => Hurst(100)),
        ("volume_profile(60,24,0.7)", () => X.Each(i => i < 59 ? double.NaN : Profile(i, 60, 24, 0.7).Peak)),
        ("volume_profile(60,24,0.7).high", () => X.Each(i => i < 59 ? double.NaN : Profile(i, 60, 24, 0.7).High)),
        ("volume_profile(60,24,0.7).low", () => X.Each(i => i < 59 ? double.NaN : Profile(i, 60, 24, 0.7).Low)),
        ("volume_profile(30,10,0.5).low", () => X.Each(i => i < 29 ? double.NaN : Profile(i, 30, 10, 0.5).Low)),
        ("regime(14,25,0.3,50).volatility", () => Rank(X.Each(i => 100 * X.Atr(14)[i] / X.C[i]), 50)),
        ("regime(10,20,0.25,30)", () =>
        {
            var adx = TestBars.Batch("adx(10)", TestBars.Walk(Count, 12));
            return X.Each(i => i < 40 ? double.NaN : adx[i] >= 20 && Math.Abs(Efficiency(i, 10)) >= 0.25 ? Math.Sign(Efficiency(i, 10)) : 0);
        }),
        ("divergence(volume,3,40)", () => Divergences(X.V, 3, 40).Regular),
        ("divergence(volume,3,40).hidden", () => Divergences(X.V, 3, 40).Hidden),
        ("divergence(high,2,9)", () => Divergences(X.H, 2, 9).Regular),
    ];

    public static TheoryData<string> Definitions => [.. References.Select(r => r.Definition)];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void An_indicator_agrees_with_its_published_formula_written_the_long_way(string definition)
    {
        var expected = References.Single(r => r.Definition == definition).Expected();
        var actual = TestBars.Batch(definition, TestBars.Walk(Count, 12));
        Assert.True(expected.Where(v => !double.IsNaN(v)).Distinct().Count() > 1, "the walk must show more than one value");
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]), $"row {i}: expected no value, got {actual[i]:R}");
            else Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"row {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    [Fact]
    public void A_lower_low_with_a_higher_low_of_the_other_is_bullish_when_the_second_low_is_known() =>
        // Lows of the close 8 and 7, of the opens that go with them 1 and 2; each is known one bar later. Between them a high of 10 that has none before it.
        Assert.Equal([double.NaN, double.NaN, 0, 0, 0, 1], TestBars.Batch("divergence(open,1,10)", Pairs((9, 3), (8, 1), (10, 4), (9, 3), (7, 2), (8, 5))));

    [Fact]
    public void A_higher_low_with_a_lower_low_of_the_other_is_hidden_bullish() =>
        Assert.Equal([double.NaN, double.NaN, 0, 0, 0, 1], TestBars.Batch("divergence(open,1,10).hidden", Pairs((9, 3), (7, 2), (10, 4), (9, 3), (8, 1), (9, 5))));

    [Fact]
    public void A_higher_high_with_a_lower_high_of_the_other_is_bearish() =>
        Assert.Equal([double.NaN, double.NaN, 0, 0, 0, -1], TestBars.Batch("divergence(open,1,10)", Pairs((7, 3), (8, 5), (6, 2), (7, 3), (9, 4), (8, 3))));

    [Fact]
    public void Turns_too_far_apart_are_not_compared()
    {
        Assert.Equal(1, TestBars.Batch("divergence(open,1,3)", Pairs((9, 3), (8, 1), (10, 4), (9, 3), (7, 2), (8, 5)))[^1]);
        Assert.Equal(0, TestBars.Batch("divergence(open,1,2)", Pairs((9, 3), (8, 1), (10, 4), (9, 3), (7, 2), (8, 5)))[^1]);
    }

    [Fact]
    public void The_value_area_grows_from_the_row_with_most_volume_until_it_holds_its_share()
    {
        // Four rows of one dollar from 10 to 14. 8 shares over all of it (2 a row), 6 in the second row, 3 in the third: 2, 8, 5, 2 of 17 in all.
        var bars = TestBars.Of((10, 14, 10, 14, 8), (11, 11.9, 11.1, 11.5, 6), (12, 12.75, 12.25, 12.5, 3));
        Assert.Equal(11.5, TestBars.Batch("volume_profile(3,4,0.7)", bars)[^1], 12);
        // 8 are less than 0.7 * 17 = 11.9; with the larger neighbour 13 are enough.
        Assert.Equal(13, TestBars.Batch("volume_profile(3,4,0.7).high", bars)[^1], 12);
        Assert.Equal(11, TestBars.Batch("volume_profile(3,4,0.7).low", bars)[^1], 12);
        // 0.9 * 17 = 15.3: 13 and, of two equal neighbours, the upper 2 are 15, and the lower ones make 17.
        Assert.Equal(10, TestBars.Batch("volume_profile(3,4,0.9).low", bars)[^1], 12);
        Assert.Equal(14, TestBars.Batch("volume_profile(3,4,0.8).high", bars)[^1], 12);
        Assert.Equal(11, TestBars.Batch("volume_profile(3,4,0.8).low", bars)[^1], 12);
    }

    [Fact]
    public void A_straight_way_has_a_hurst_exponent_near_1_and_a_way_that_turns_each_bar_near_0()
    {
        var trend = TestBars.Batch("hurst(64)", TestBars.Closes([.. Enumerable.Range(0, 70).Select(i => Math.Exp(0.01 * i * i / 70))]))[^1];
        var zigzag = TestBars.Batch("hurst(64)", TestBars.Closes([.. Enumerable.Range(0, 70).Select(i => i % 2 == 0 ? 100.0 : 101.0)]))[^1];
        Assert.InRange(trend, 0.9, 1.1);
        Assert.InRange(zigzag, -0.05, 0.1);
    }

    [Fact]
    public void A_divergence_and_a_figure_of_candles_are_conditions_of_rules_and_alerts()
    {
        const string text = """
            symbols: [AAPL]
            strategy:
              name: turns
              entry: { long: "divergence(low, rsi(14), 5, 60) > 0 and cdl_hammer() > 0", short: "divergence(high, macd(12,26,9).hist).hidden < 0 and regime().trend < 0" }
            risk: { sizing: { shares: 1 } }
            alerts: { rules: [{ name: turn, when: "divergence(low,rsi(14)) > 0" }, { name: calm, when: "regime().volatility < 20" }] }
            """;
        Assert.Empty(ConfigurationLoader.Parse("test.yaml", text, [], IndicatorCalls.Check, StrategyFactory.Check).Errors.Select(e => e.ToString()));
    }

    static Bellwether.MarketData.BarColumns Pairs(params (double Close, double Other)[] pairs) => TestBars.Of([.. pairs.Select(p => (p.Other, p.Close, p.Close, p.Close, 1.0))]);

    /// <summary>The last n rows up to i.</summary>
    static IEnumerable<int> Rows(int i, int n) => Enumerable.Range(i + 1 - n, n);

    static double Efficiency(int i, int n)
    {
        var way = Rows(i, n).Sum(r => Math.Abs(X.C[r] - X.C[r - 1]));
        return way == 0 ? 0 : (X.C[i] - X.C[i - n]) / way;
    }

    static double[] Rank(double[] x, int n) => X.Each(i => i < n || double.IsNaN(x[i - n]) ? double.NaN : Rows(i - 1, n).Average(r => x[r] < x[i] ? 100 : x[r] == x[i] ? 50 : 0));

    static double Middle(int i, int n) => (Rows(i, n).Max(r => X.H[r]) + Rows(i, n).Min(r => X.L[r])) / 2;

    static double AshiClose(int i) => (X.O[i] + X.H[i] + X.L[i] + X.C[i]) / 4;

    /// <summary>The recursion written out: all closes before, each half as heavy as the next, and what is left of the first open.</summary>
    static double AshiOpen(int i) => Enumerable.Range(1, i).Sum(k => AshiClose(i - k) / Math.Pow(2, k)) + ((X.O[0] + X.C[0]) / 2 / Math.Pow(2, i));

    static double[] Hurst(int n) => X.Each(i =>
    {
        if (i < n) return double.NaN;
        var returns = Rows(i, n).Select(r => Math.Log(X.C[r]) - Math.Log(X.C[r - 1])).Reverse().ToArray();
        var logarithms = new List<double>();
        for (var length = 8; length <= n; length *= 2)
        {
            var ratios = returns.Chunk(length).Where(p => p.Length == length).Select(p => p.Reverse().ToArray()).Where(p => p.Distinct().Count() > 1).Select(piece =>
            {
                var mean = piece.Average();
                var path = Enumerable.Range(1, piece.Length).Select(k => piece.Take(k).Sum(v => v - mean)).ToList();
                return (path.Max() - path.Min()) / Math.Sqrt(LongForm.Variance(piece));
            }).ToList();
            logarithms.Add(Math.Log(ratios.Average()));
        }
        return LongForm.Line([.. logarithms]).Slope / Math.Log(2);
    });

    static (double Peak, double High, double Low) Profile(int i, int n, int rows, double share)
    {
        var (top, bottom) = (Rows(i, n).Max(r => X.H[r]), Rows(i, n).Min(r => X.L[r]));
        var edges = Enumerable.Range(0, rows + 1).Select(k => bottom + (k * (top - bottom) / rows)).ToArray();
        var volumes = Enumerable.Range(0, rows).Select(k => Rows(i, n).Sum(r => Share(r, edges[k], edges[k + 1], k == rows - 1) * X.V[r])).ToArray();
        var most = volumes.Max();
        var peak = Array.FindIndex(volumes, v => v >= most * (1 - 1e-11));
        var (from, to) = (peak, peak);
        while (volumes[from..(to + 1)].Sum() < share * volumes.Sum() * (1 - 1e-11))
        {
            var (below, above) = (from > 0 ? volumes[from - 1] : -1, to < rows - 1 ? volumes[to + 1] : -1);
            if (above >= below * (1 - 1e-11)) to++;
            else from--;
        }
        return ((edges[peak] + edges[peak + 1]) / 2, edges[to + 1], edges[from]);
    }

    /// <summary>Part of a bar's range between two prices; a bar without a range is at its price.</summary>
    static double Share(int r, double low, double high, bool isLast)
    {
        if (X.H[r] == X.L[r]) return X.L[r] > low - 1e-9 && (X.L[r] < high - 1e-9 || isLast) ? 1 : 0;
        return Math.Max(0, Math.Min(high, X.H[r]) - Math.Max(low, X.L[r])) / (X.H[r] - X.L[r]);
    }

    static (double[] Regular, double[] Hidden) Divergences(double[] other, int pivot, int most)
    {
        double[] regular = X.Each(i => i < 2 * pivot ? double.NaN : 0), hidden = [.. regular];
        foreach (var sign in new[] { 1, -1 })
        {
            // sign 1: highs; −1: lows, as highs of the negatives.
            var turns = Enumerable.Range(pivot, Count - (2 * pivot)).Where(t =>
                Enumerable.Range(1, pivot).All(k => sign * X.C[t - k] < sign * X.C[t] && sign * X.C[t + k] <= sign * X.C[t])).ToList();
            foreach (var (before, turn) in turns.Zip(turns.Skip(1)))
            {
                if (turn - before > most) continue;
                var moved = sign * (X.C[turn] - X.C[before]);
                var otherMoved = sign * (other[turn] - other[before]);
                if (moved > 0 && otherMoved < 0) regular[turn + pivot] = -sign;
                if (moved < 0 && otherMoved > 0) hidden[turn + pivot] = -sign;
            }
        }
        return (regular, hidden);
    }
}
