using System.Numerics;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>
/// Indicators over pairs, and the Chaikin oscillator, against exact arithmetic: prices are whole sixty-fourths of a dollar, which a double
/// holds exactly, so that every sum is a whole number and every quotient is taken with forty digits.
/// The series is what running sums lose digits on: small moves far above zero, stretches that stand still, and one absurd price.
/// </summary>
public sealed class ExactReferenceTests
{
    const int Rows = 600;

    /// <summary>The row of the absurd price, and how long it stays in the longest window.</summary>
    const int Absurd = 300, Longest = 61;

    /// <summary>Quotients are whole numbers of 10⁻⁴⁰.</summary>
    static readonly BigInteger One = BigInteger.Pow(10, 40);

    static readonly (int High, int Low, int Close, int Volume)[] Ticks = Made();

    static readonly BarColumns Bars = TestBars.Of([.. Ticks.Select(c => (c.Close / 64.0, c.High / 64.0, c.Low / 64.0, c.Close / 64.0, (double)c.Volume))]);

    static (int, int, int, int)[] Made()
    {
        var random = new SplitMix64(5);
        var bars = new (int, int, int, int)[Rows];
        var close = 500_000;
        for (var i = 0; i < Rows; i++)
        {
            var stands = i / 40 % 5 == 4;
            if (!stands) close += Next(21) - 10;
            var (above, below) = stands ? (0, 0) : (Next(9), Next(9));
            bars[i] = i == Absurd ? (100_000_000, close - below, 100_000_000, 1_000) : (close + above, close - below, close, Next(100_000));
        }
        return bars;

        int Next(int below) => (int)(random.Next() % (ulong)below);
    }

    [Fact]
    public void Correlation_is_that_of_exact_sums() => Agree("correlation(high,30)", i =>
    {
        if (i < 29) return double.NaN;
        var (xx, xy, yy) = Moments([.. Enumerable.Range(i - 29, 30).Select(r => ((BigInteger)Ticks[r].Close, (BigInteger)Ticks[r].High))]);
        if (xx.IsZero || yy.IsZero) return 0;
        return xy.Sign * Math.Sqrt(Number(xy * xy * One / (xx * yy)));
    });

    [Fact]
    public void Beta_is_that_of_exact_sums() => Agree("beta(high,60)", i =>
    {
        if (i < 60) return double.NaN;
        var (xx, xy, _) = Moments([.. Enumerable.Range(i - 59, 60).Select(r => (Return(Ticks[r - 1].High, Ticks[r].High), Return(Ticks[r - 1].Close, Ticks[r].Close)))]);
        return xx.IsZero ? 0 : Number(xy * One / xx);

        static BigInteger Return(int before, int after) => (after - before) * One / before;
    });

    [Fact]
    public void The_Chaikin_oscillator_is_that_of_exact_sums()
    {
        var (line, fast, slow, largest) = (BigInteger.Zero, BigInteger.Zero, BigInteger.Zero, 0.0);
        var expected = new double[Rows];
        var scale = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var (high, low, close, volume) = Ticks[i];
            if (high > low) line += (2 * close - high - low) * One * volume / (high - low);
            (fast, slow) = i == 0 ? (line, line) : ((line + fast) / 2, ((2 * line) + (9 * slow)) / 11);
            expected[i] = i < 9 ? double.NaN : Number(fast - slow);
            scale[i] = largest = Math.Max(largest, Math.Abs(Number(line)));
        }
        var actual = TestBars.Batch("adosc(3,10)", Bars);
        for (var i = 0; i < Rows; i++) Close(expected[i], actual[i], 1e-15 * i * Math.Max(1, scale[i]), i);
    }

    /// <summary>The squared and crossed differences from the means, times the number of pairs.</summary>
    static (BigInteger XX, BigInteger XY, BigInteger YY) Moments((BigInteger X, BigInteger Y)[] pairs)
    {
        BigInteger n = pairs.Length, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        foreach (var (a, b) in pairs) (x, y, xx, xy, yy) = (x + a, y + b, xx + (a * a), xy + (a * b), yy + (b * b));
        return ((n * xx) - (x * x), (n * xy) - (x * y), (n * yy) - (y * y));
    }

    static double Number(BigInteger quotient) => (double)quotient / (double)One;

    static void Agree(string definition, Func<int, double> exact)
    {
        var actual = TestBars.Batch(definition, Bars);
        // While the absurd price is in the window its square takes the last digits of all others.
        for (var i = 0; i < Rows; i++) Close(exact(i), actual[i], i is >= Absurd and <= Absurd + Longest ? 1e-7 : 1e-11, i);
    }

    static void Close(double expected, double actual, double tolerance, int row) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= tolerance, $"row {row}: exactly {expected:R}, given {actual:R}, further apart than {tolerance}");
}
