using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>
/// Published formulas written the long way: every value from the whole history before it, with plain sums over windows. Index i is the bar; NaN where a formula has no value
/// yet. The books are named in the catalogue.
/// </summary>
sealed class LongForm(BarColumns bars)
{
    public readonly double[] O = bars.Open.ToArray(), H = bars.High.ToArray(), L = bars.Low.ToArray(), C = bars.Close.ToArray(), V = bars.Volume.ToArray();

    public int Count => C.Length;

    public double[] Each(Func<int, double> value) => [.. Enumerable.Range(0, Count).Select(i => value(i))];

    /// <summary>A formula over the last n values of a series; NaN while one of them is missing.</summary>
    public double[] Window(double[] x, int n, Func<double[], double> value) => Each(i => i + 1 < n || x[(i + 1 - n)..(i + 1)].Any(double.IsNaN) ? double.NaN : value(x[(i + 1 - n)..(i + 1)]));

    public double[] Mean(double[] x, int n) => Window(x, n, w => w.Sum() / n);

    public double[] Ema(double[] x, int n) => Recursive(x, n, (e, value) => ((value * 2) + (e * (n - 1))) / (n + 1));

    public double[] Wilder(double[] x, int n) => Recursive(x, n, (e, value) => ((e * (n - 1)) + value) / n);

    double[] Recursive(double[] x, int n, Func<double, double, double> step)
    {
        var result = Each(_ => double.NaN);
        var first = Array.FindIndex(x, v => !double.IsNaN(v));
        var e = x[first..(first + n)].Average();
        result[first + n - 1] = e;
        for (var i = first + n; i < Count; i++) result[i] = e = step(e, x[i]);
        return result;
    }

    public double[] Wma(double[] x, int n) => Window(x, n, w => w.Select((v, k) => v * (k + 1)).Sum() / (n * (n + 1) / 2.0));

    public double[] TrueRange => Each(i => i == 0 ? double.NaN : Math.Max(H[i], C[i - 1]) - Math.Min(L[i], C[i - 1]));

    public double[] Atr(int n) => Wilder(TrueRange, n);

    /// <summary>Least squares through points (0, w0), (1, w1), …: intercept and slope by the normal equations.</summary>
    public static (double Start, double Slope) Line(double[] w)
    {
        double n = w.Length, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (var k = 0; k < w.Length; k++) (sx, sy, sxx, sxy) = (sx + k, sy + w[k], sxx + ((double)k * k), sxy + (k * w[k]));
        var slope = ((n * sxy) - (sx * sy)) / ((n * sxx) - (sx * sx));
        return ((sy - (slope * sx)) / n, slope);
    }

    /// <summary>Mean squared difference from the mean; <paramref name="less"/> is taken from the divisor.</summary>
    public static double Variance(double[] w, int less = 0)
    {
        // The mean of equal numbers may differ from them in the last digit.
        if (w.All(v => v == w[0])) return 0;
        var mean = w.Average();
        return w.Sum(v => (v - mean) * (v - mean)) / (w.Length - less);
    }

    public double[] FlowVolume => Each(i => H[i] > L[i] ? ((2 * C[i]) - L[i] - H[i]) / (H[i] - L[i]) * V[i] : 0);

    public static double[] RunningSum(double[] x)
    {
        var sum = 0m;
        return [.. x.Select(v => (double)(sum += (decimal)v))];
    }

    /// <summary>Bars of the session of bar i up to it.</summary>
    public static IEnumerable<int> SessionSoFar(int i) => Enumerable.Range(i / 390 * 390, (i % 390) + 1);

    public (double Mean, double Deviation) WeightedPrice(IEnumerable<int> rows)
    {
        var list = rows.ToList();
        var volume = list.Sum(r => V[r]);
        if (volume == 0) return (double.NaN, double.NaN);
        double Typical(int r) => (H[r] + L[r] + C[r]) / 3;
        var mean = list.Sum(r => Typical(r) * V[r]) / volume;
        return (mean, Math.Sqrt(list.Sum(r => (Typical(r) - mean) * (Typical(r) - mean) * V[r]) / volume));
    }

    public (double[] Line, double[] Direction) Supertrend(int n, double factor)
    {
        var atr = Atr(n);
        double[] line = Each(_ => double.NaN), direction = Each(_ => double.NaN);
        double upper = 0, lower = 0;
        for (var i = n; i < Count; i++)
        {
            var middle = (H[i] + L[i]) / 2;
            var (basicUpper, basicLower) = (middle + (factor * atr[i]), middle - (factor * atr[i]));
            if (i == n)
            {
                (upper, lower) = (basicUpper, basicLower);
                direction[i] = C[i] >= middle ? 1 : -1;
            }
            else
            {
                upper = basicUpper < upper || C[i - 1] > upper ? basicUpper : upper;
                lower = basicLower > lower || C[i - 1] < lower ? basicLower : lower;
                direction[i] = direction[i - 1] == 1 ? (C[i] < lower ? -1 : 1) : (C[i] > upper ? 1 : -1);
            }
            line[i] = direction[i] == 1 ? lower : upper;
        }
        return (line, direction);
    }

    /// <summary>Volume against the mean at the same minute of the last sessions.</summary>
    public double[] RelativeVolume(int sessions) => Each(i =>
    {
        var day = i / 390;
        if (day < sessions) return double.NaN;
        return V[i] / Enumerable.Range(1, sessions).Average(back => V[i - (back * 390)]);
    });

}
