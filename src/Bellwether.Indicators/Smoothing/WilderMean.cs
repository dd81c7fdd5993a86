using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>
/// Wilder's mean ("New Concepts in Technical Trading Systems", 1978): starts from the plain mean of its first n values, then (previous · (n − 1) + x) / n, computed as
/// previous · (n − 1)/n + x/n with both factors rounded once.
/// </summary>
public struct WilderMean
{
    readonly int period;
    readonly double keep;
    readonly double weight;
    int count;
    double value;

    /// <param name="period">n, 1 or more.</param>
    public WilderMean(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        keep = (period - 1.0) / period;
        weight = 1.0 / period;
    }

    public readonly bool IsReady => count == period;

    /// <summary>Of no meaning before <see cref="IsReady"/>.</summary>
    public readonly double Value => value;

    /// <returns><see cref="IsReady"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(double x)
    {
        if (count == period)
        {
            value = (value * keep) + (x * weight);
            return true;
        }
        value += x;
        if (++count < period) return false;
        value /= period;
        return true;
    }
}
