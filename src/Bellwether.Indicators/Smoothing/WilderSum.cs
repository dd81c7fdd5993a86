using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>
/// Wilder's running total ("New Concepts in Technical Trading Systems", 1978, section IV): starts as the sum of the first n − 1 values and then loses an n-th of itself
/// with each further one.
/// </summary>
public struct WilderSum
{
    readonly int period;
    readonly double keep;
    int count;
    double value;

    /// <param name="period">n, 1 or more; 1 keeps nothing: the total is the last value.</param>
    public WilderSum(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        keep = (period - 1.0) / period;
    }

    /// <summary>Values until the first total.</summary>
    public readonly int Length => Math.Max(1, period - 1);

    /// <summary>Of no meaning before n − 1 values were seen.</summary>
    public readonly double Value => value;

    /// <returns>True from value n − 1 on (from the first one for n = 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(double x)
    {
        if (count >= period - 1)
        {
            value = (value * keep) + x;
            return true;
        }
        value += x;
        return ++count == period - 1;
    }
}
