namespace Bellwether.Tests.Indicators;

/// <summary>Indicators without a golden file: against <see cref="LongForm"/>, which computes the published formulas independently, and against arithmetic by hand.</summary>
public sealed class IndicatorReferenceTests
{
    static readonly LongForm X = new(TestBars.Walk(3 * 390, 11));

    static readonly (string Definition, Func<double[]> Expected)[] References =
    [
        ("wma(20)", () => X.Wma(X.C, 20)),
        ("wma(1)", () => X.C),
        ("dema(9)", () => Combine(X.Ema(X.C, 9), X.Ema(X.Ema(X.C, 9), 9), (a, b) => (2 * a) - b)),
        ("tema(7)", () =>
        {
            var first = X.Ema(X.C, 7);
            var second = X.Ema(first, 7);
            var third = X.Ema(second, 7);
            return X.Each(i => (3 * first[i]) - (3 * second[i]) + third[i]);
        }),
        ("hma(16)", () => X.Wma(Combine(X.Wma(X.C, 8), X.Wma(X.C, 16), (half, whole) => (2 * half) - whole), 4)),
        ("hma(20)", () => X.Wma(Combine(X.Wma(X.C, 10), X.Wma(X.C, 20), (half, whole) => (2 * half) - whole), 4)),
        ("linreg(14)", () => X.Window(X.C, 14, w => LongForm.Line(w).Start + (13 * LongForm.Line(w).Slope))),
        ("linreg(14).slope", () => X.Window(X.C, 14, w => LongForm.Line(w).Slope)),
        ("linreg(14).start", () => X.Window(X.C, 14, w => LongForm.Line(w).Start)),
        ("mom(10)", () => X.Each(i => i < 10 ? double.NaN : X.C[i] - X.C[i - 10])),
        ("ppo(12,26,9).signal", () => X.Ema(Ppo(), 9)),
        ("ppo(12,26,9)", () => Combine(Ppo(), X.Ema(Ppo(), 9), (value, signal) => double.IsNaN(signal) ? double.NaN : value)),
        ("ppo(12,26,9).hist", () => Combine(Ppo(), X.Ema(Ppo(), 9), (value, signal) => value - signal)),
        ("cmo(14)", () => X.Window(X.C, 15, w =>
        {
            var changes = w.Skip(1).Zip(w, (after, before) => after - before).ToList();
            var all = changes.Sum(Math.Abs);
            return all == 0 ? 0 : 100 * changes.Sum() / all;
        })),
        ("aroonosc(14)", () => X.Each(i =>
        {
            if (i < 14) return double.NaN;
            var rows = Enumerable.Range(i - 14, 15).ToList();
            var high = rows.Last(r => X.H[r] == rows.Max(q => X.H[q]));
            var low = rows.Last(r => X.L[r] == rows.Min(q => X.L[q]));
            return 100.0 * (high - low) / 14;
        })),
        ("natr(14)", () => Combine(X.Atr(14), X.C, (atr, close) => 100 * atr / close)),
        ("atr_sma(14)", () => X.Mean(X.TrueRange, 14)),
        ("atr_ema(14)", () => X.Ema(X.TrueRange, 14)),
        ("ad()", () => LongForm.RunningSum(X.FlowVolume)),
        ("adosc(3,10)", () =>
        {
            var line = LongForm.RunningSum(X.FlowVolume);
            double fast = line[0], slow = line[0];
            return X.Each(i =>
            {
                if (i > 0) (fast, slow) = ((line[i] * 0.5) + (fast * 0.5), (line[i] * 2 / 11) + (slow * 9 / 11));
                return i < 9 ? double.NaN : fast - slow;
            });
        }),
        ("cmf(20)", () => Combine(X.Window(X.FlowVolume, 20, w => w.Sum()), X.Window(X.V, 20, w => w.Sum()), (flow, volume) => volume == 0 ? 0 : flow / volume)),
        ("vwap(2)", () => X.Each(i => X.WeightedPrice(LongForm.SessionSoFar(i)).Mean)),
        ("vwap(2).upper", () => X.Each(i => X.WeightedPrice(LongForm.SessionSoFar(i)) is var (mean, deviation) ? mean + (2 * deviation) : 0)),
        ("vwap(2).lower", () => X.Each(i => X.WeightedPrice(LongForm.SessionSoFar(i)) is var (mean, deviation) ? mean - (2 * deviation) : 0)),
        ("avwap(0)", () => X.Each(i => X.WeightedPrice(Enumerable.Range(0, i + 1)).Mean)),
        // The second session of the walk is that of 4 March 2024; 2 and 3 March are a weekend.
        ("avwap(20240302)", () => X.Each(i => i < 390 ? double.NaN : X.WeightedPrice(Enumerable.Range(390, i - 389)).Mean)),
        ("avwap(20240304,1.5).upper", () => X.Each(i => i < 390 ? double.NaN : X.WeightedPrice(Enumerable.Range(390, i - 389)) is var (mean, deviation) ? mean + (1.5 * deviation) : 0)),
        ("opening_range(30)", () => X.Each(i => i % 390 < 30 ? double.NaN : Enumerable.Range(i / 390 * 390, 30).Max(r => X.H[r]))),
        ("opening_range(30).low", () => X.Each(i => i % 390 < 30 ? double.NaN : Enumerable.Range(i / 390 * 390, 30).Min(r => X.L[r]))),
        ("supertrend(10,3)", () => X.Supertrend(10, 3).Line),
        ("supertrend(10,1.5).direction", () => X.Supertrend(10, 1.5).Direction),
        ("keltner(20,2,10)", () => X.Ema(X.C, 20)),
        ("keltner(20,2,10).upper", () => Combine(X.Ema(X.C, 20), X.Atr(10), (middle, atr) => middle + (2 * atr))),
        ("keltner(5,1.5,10).lower", () => Combine(X.Ema(X.C, 5), X.Atr(10), (middle, atr) => middle - (1.5 * atr))),
        ("donchian(20).upper", () => X.Window(X.H, 20, w => w.Max())),
        ("donchian(20).lower", () => X.Window(X.L, 20, w => w.Min())),
        ("donchian(20)", () => Combine(X.Window(X.H, 20, w => w.Max()), X.Window(X.L, 20, w => w.Min()), (upper, lower) => (upper + lower) / 2)),
        ("chandelier(22,3)", () => Combine(X.Window(X.H, 22, w => w.Max()), X.Atr(22), (top, atr) => top - (3 * atr))),
        ("chandelier(22,3).short", () => Combine(X.Window(X.L, 22, w => w.Min()), X.Atr(22), (bottom, atr) => bottom + (3 * atr))),
        ("rv_close(20,252)", () => X.Window(Returns(), 20, w => Math.Sqrt(LongForm.Variance(w, less: 1) * 252))),
        ("rv_parkinson(20,252)", () => X.Window(X.Each(i => Square(Math.Log(X.H[i]) - Math.Log(X.L[i]))), 20, w => Math.Sqrt(252 / (4 * Math.Log(2)) * w.Average()))),
        ("rv_garman_klass(20,252)", () => X.Window(
            X.Each(i => (0.5 * Square(Math.Log(X.H[i] / X.L[i]))) - (((2 * Math.Log(2)) - 1) * Square(Math.Log(X.C[i] / X.O[i])))), 20, w => Math.Sqrt(252 * Math.Max(0, w.Average())))),
        ("rv_yang_zhang(20,252)", () =>
        {
            var gap = X.Window(X.Each(i => i == 0 ? double.NaN : Math.Log(X.O[i] / X.C[i - 1])), 20, w => LongForm.Variance(w, less: 1));
            var body = X.Window(X.Each(i => Math.Log(X.C[i] / X.O[i])), 20, w => LongForm.Variance(w, less: 1));
            var drift = X.Window(X.Each(i => (Math.Log(X.H[i] / X.C[i]) * Math.Log(X.H[i] / X.O[i])) + (Math.Log(X.L[i] / X.C[i]) * Math.Log(X.L[i] / X.O[i]))), 20, w => w.Average());
            var k = 0.34 / (1.34 + (21.0 / 19));
            return X.Each(i => Math.Sqrt(252 * (gap[i] + (k * body[i]) + ((1 - k) * drift[i]))));
        }),
        ("rvol(2)", () => X.RelativeVolume(2)),
        ("zscore(20)", () => X.Window(X.C, 20, w => LongForm.Variance(w) == 0 ? 0 : (w[^1] - w.Average()) / Math.Sqrt(LongForm.Variance(w)))),
        ("correlation(volume,30)", () => Pairs(X.C, X.V, 30, (x, y) => LongForm.Variance(x) == 0 ? 0 : Covariance(x, y) / Math.Sqrt(LongForm.Variance(x) * LongForm.Variance(y)))),
        ("beta(high,30)", () => Pairs(Changes(X.C), Changes(X.H), 30, (y, x) => LongForm.Variance(x) == 0 ? 0 : Covariance(x, y) / LongForm.Variance(x))),
        ("spread_zscore(open,40)", () => Pairs(X.C, X.O, 40, (y, x) =>
        {
            var ratio = LongForm.Variance(x) == 0 ? 0 : Covariance(x, y) / LongForm.Variance(x);
            var residuals = x.Select((v, i) => y[i] - y.Average() - (ratio * (v - x.Average()))).ToArray();
            return LongForm.Variance(residuals) <= 1e-20 + (1e-13 * LongForm.Variance(y)) ? 0 : residuals[^1] / Math.Sqrt(LongForm.Variance(residuals));
        })),
        ("spread_zscore(open,40).ratio", () => Pairs(X.C, X.O, 40, (y, x) => LongForm.Variance(x) == 0 ? 0 : Covariance(x, y) / LongForm.Variance(x))),
        // Indicators over others, and on longer bars.
        ("sma(rsi(14),5)", () => X.Mean(TestBars.Batch("rsi(14)", TestBars.Walk(3 * 390, 11)), 5)),
        ("ema(hlc3,9)", () => X.Ema(X.Each(i => (X.H[i] + X.L[i] + X.C[i]) / 3), 9)),
        ("sma(4)@5m", () => X.Each(i => (i + 1) / 5 < 4 ? double.NaN : Enumerable.Range(((i + 1) / 5) - 4, 4).Average(bar => X.C[(bar * 5) + 4]))),
        ("donchian(2).upper@1d", () => X.Each(i => (i + 1) / 390 < 2 ? double.NaN : Enumerable.Range((((i + 1) / 390) - 2) * 390, 780).Max(r => X.H[r]))),
    ];

    public static TheoryData<string> Definitions => [.. References.Select(r => r.Definition)];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void An_indicator_agrees_with_its_published_formula_written_the_long_way(string definition)
    {
        var expected = References.Single(r => r.Definition == definition).Expected();
        var actual = TestBars.Batch(definition, TestBars.Walk(3 * 390, 11));
        Assert.Contains(expected, v => !double.IsNaN(v));
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]), $"row {i}: expected no value, got {actual[i]}");
            else Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"row {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    [Fact]
    public void Every_standard_indicator_has_a_golden_or_a_reference()
    {
        var golden = GoldenIndicatorTests.Cases.Select(c => NameOf(c.Data.Item1));
        var files = GoldenFiles.Columns.Select(c => c.Indicator).Concat(GoldenFiles.Figures.Select(f => f.Definition)).Concat(MarketStateReferenceTests.Definitions.Select(row => NameOf(row.Data)));
        Assert.Empty(Bellwether.Indicators.IndicatorCatalogue.Standard.Entries.Select(e => e.Name).Except(golden).Except(files).Except(References.Select(r => NameOf(r.Definition))));
    }

    [Fact]
    public void Sma_is_the_mean_of_the_last_closes() => Assert.Equal([double.NaN, double.NaN, 2, 3, 5, 6], TestBars.Batch("sma(3)", TestBars.Closes(1, 2, 3, 4, 8, 6)));

    [Fact]
    public void Ema_starts_from_the_mean_and_weighs_two_parts_in_n_plus_one() =>
        // Seed (2 + 4 + 6) / 3 = 4, then half of the way to 8 and to 2.
        Assert.Equal([double.NaN, double.NaN, 4, 6, 4], TestBars.Batch("ema(3)", TestBars.Closes(2, 4, 6, 8, 2)));

    [Fact]
    public void Atr_has_its_first_true_range_at_the_second_bar() =>
        // True ranges: none, 3 (gap up from 10 to 13), 5 (gap down from 12 to 7), 1.
        Assert.Equal([double.NaN, double.NaN, 4, 2.5], TestBars.Batch("atr(2)", TestBars.Of((10, 11, 9, 10, 1), (12, 13, 12, 12, 1), (8, 9, 7, 8, 1), (8, 8.5, 7.5, 8, 1))));

    [Fact]
    public void Rsi_is_the_share_of_rises_in_all_movement()
    {
        // Changes +1, +3, -2, 0: gains 2 then 1 then 0.5, losses 0 then 1 then 0.5.
        Assert.Equal([double.NaN, double.NaN, 100, 50, 50], TestBars.Batch("rsi(2)", TestBars.Closes(10, 11, 14, 12, 12)));
        Assert.Equal([double.NaN, double.NaN, 0], TestBars.Batch("rsi(2)", TestBars.Closes(10, 10, 10)));
    }

    [Fact]
    public void Hull_s_average_by_hand() =>
        // n = 4: 2 * wma2 - wma4 at the fourth close (1 2 3 4): 2 * 11/3 - 3 = 13/3; at the fifth (2 3 4 9): 2 * 22/3 - 56/10; then wma2 of the two.
        Assert.Equal(((2 * ((2 * 22.0 / 3) - 5.6)) + (13.0 / 3)) / 3, TestBars.Batch("hma(4)", TestBars.Closes(1, 2, 3, 4, 9))[^1], 1e-12);

    [Fact]
    public void The_rounding_of_a_huge_price_leaves_with_it()
    {
        double[] closes = [.. Enumerable.Repeat(0.1, 7), 1e15, .. Enumerable.Repeat(0.1, 10)];
        Assert.Equal(0.1, TestBars.Batch("sma(10)", TestBars.Closes(closes))[^1], 1e-16);
        Assert.Equal(0, TestBars.Batch("stddev(10)", TestBars.Closes(closes))[^1]);
        Assert.Equal(0.1, TestBars.Batch("linreg(10)", TestBars.Closes(closes))[^1], 1e-15);
    }

    static string NameOf(string definition) => Bellwether.Indicators.IndicatorCatalogue.Standard.Parse(definition).Entry.Name;

    static double Square(double x) => x * x;

    static double[] Combine(double[] a, double[] b, Func<double, double, double> value) => X.Each(i => double.IsNaN(a[i]) ? double.NaN : value(a[i], b[i]));

    static double[] Ppo() => Combine(X.Ema(X.C, 26), X.Ema(X.C, 12), (slow, fast) => 100 * (fast - slow) / slow);

    static double[] Returns() => X.Each(i => i == 0 ? double.NaN : Math.Log(X.C[i]) - Math.Log(X.C[i - 1]));

    static double[] Changes(double[] x) => X.Each(i => i == 0 ? double.NaN : (x[i] - x[i - 1]) / x[i - 1]);

    static double[] Pairs(double[] x, double[] y, int n, Func<double[], double[], double> value) =>
        X.Each(i => i + 1 < n || double.IsNaN(x[i + 1 - n]) ? double.NaN : value(x[(i + 1 - n)..(i + 1)], y[(i + 1 - n)..(i + 1)]));

    static double Covariance(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Average();
    }
}
