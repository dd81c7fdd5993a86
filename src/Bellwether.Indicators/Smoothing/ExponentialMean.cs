using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>Exponential mean that starts from the plain mean of its first n values: e += 2/(n+1) · (x − e).</summary>
public struct ExponentialMean
{
    readonly int period;
    readonly double weight;
    int count;
    double value;

    /// <param name="period">n, 1 or more.</param>
    public ExponentialMean(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        weight = 2.0 / (period + 1);
    }

    public readonly int Period => period;

    public readonly bool IsReady => count == period;

    /// <summary>Of no meaning before <see cref="IsReady"/>.</summary>
    public readonly double Value => value;

    /// <returns><see cref="IsReady"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(double x)
    {
        if (count == period)
        {
            value += weight * (x - value);
            return true;
        }
        value += x;
        if (++count < period) return false;
        value /= period;
        return true;
    }
}
