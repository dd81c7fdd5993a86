using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Hurst exponent of the last n returns by rescaled range: 0.5 a random walk, above it trends go on, below it they turn.</summary>
public struct Hurst : IIndicator<Hurst>
{
    const int Shortest = 8;

    bool hasClose;
    double previousClose;
    WindowTail returns;

    Hurst(ReadOnlySpan<double> arguments)
    {
        returns = new WindowTail((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("hurst", "Hurst exponent of the last n returns by rescaled range: 0.5 a random walk, above it trends go on, below it they turn",
        "r = ln(close / close before); for s = 8, 16, 32, ... up to n the last n returns are cut into pieces of s, the newest piece ending with the newest return; of each piece range of the running sum of r - mean, divided by the standard deviation (population); exponent = least-squares slope of ln(mean of these) on ln s; pieces that do not move are left out, 0.5 when fewer than two lengths remain; bars with a close that is not above 0 have no value. The whole window is read at each bar",
        "H. E. Hurst, Long-Term Storage Capacity of Reservoirs, 1951; Edgar E. Peters, Fractal Market Analysis, 1994, chapter 4")
    {
        Parameters = [IndicatorParameter.Bars("period", 64, 16, "window, returns", 4096)],
        Unit = "0 to 1, roughly",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Hurst Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => returns.Places;

    public readonly int WarmUp => returns.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.Close <= 0) return false;
        var change = Math.Log(bar.Close / previousClose);
        previousClose = bar.Close;
        if (!hasClose)
        {
            hasClose = true;
            return false;
        }
        // From and to prices so small that their ratio is none.
        if (!double.IsFinite(change)) return false;
        var last = returns.Add(change, window);
        if (!returns.IsFull) return false;
        outputs[0] = Exponent(last);
        return true;
    }

    static double Exponent(ReadOnlySpan<double> returns)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var length = Shortest; length <= returns.Length; length *= 2)
        {
            var ratio = MeanRatio(returns, length);
            if (!(ratio > 0)) continue;
            var (lnLength, lnRatio) = (Math.Log(length), Math.Log(ratio));
            n++;
            x += lnLength;
            y += lnRatio;
            xx += lnLength * lnLength;
            xy += lnLength * lnRatio;
        }
        return n < 2 ? 0.5 : ((n * xy) - (x * y)) / ((n * xx) - (x * x));
    }

    /// <summary>Mean rescaled range of the pieces of a length that move; 0 when none does.</summary>
    static double MeanRatio(ReadOnlySpan<double> returns, int length)
    {
        var sum = 0.0;
        var pieces = 0;
        for (var end = returns.Length; end >= length; end -= length)
        {
            var ratio = Ratio(returns[(end - length)..end]);
            if (!(ratio > 0)) continue;
            sum += ratio;
            pieces++;
        }
        return pieces == 0 ? 0 : sum / pieces;
    }

    static double Ratio(ReadOnlySpan<double> piece)
    {
        double mean = 0, largest = 0;
        foreach (var change in piece)
        {
            mean += change;
            largest = Math.Max(largest, Math.Abs(change));
        }
        mean /= piece.Length;
        double total = 0, most = double.NegativeInfinity, least = double.PositiveInfinity, squares = 0;
        foreach (var change in piece)
        {
            var difference = change - mean;
            total += difference;
            squares += difference * difference;
            most = Math.Max(most, total);
            least = Math.Min(least, total);
        }
        var deviation = Math.Sqrt(squares / piece.Length);
        return deviation > 1e-12 * largest ? (most - least) / deviation : 0;
    }
}
