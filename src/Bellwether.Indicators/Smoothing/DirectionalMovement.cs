using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>
/// Wilder's directional movement: how far the high rose or the low fell beyond the bar before, and the true range, each as a running total that starts as the sum over
/// the first n − 1 bars that have one and then loses an n-th of itself with each bar.
/// </summary>
public struct DirectionalMovement
{
    /// <summary>The definition, for the descriptions of the indicators that are made of it.</summary>
    internal const string Formula =
        "+DM = rise of the high when it is positive and above the fall of the low, -DM the other way round; DM and true range start as sums over the first n - 1 bars, then s = s - s/n + x; "
        + "DI = 100 * DM / true range (0 when that is below 1e-14)";

    const double Nothing = 1e-14;

    readonly int period;
    readonly double keep;
    int bars;
    double previousHigh, previousLow, previousClose;
    double plus, minus, range;

    /// <param name="period">n, 2 or more.</param>
    public DirectionalMovement(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        keep = (period - 1.0) / period;
    }

    /// <summary>+DI, 0 to 100.</summary>
    public readonly double PlusIndicator => range < Nothing ? 0 : 100 * (plus / range);

    /// <summary>−DI, 0 to 100.</summary>
    public readonly double MinusIndicator => range < Nothing ? 0 : 100 * (minus / range);

    /// <returns>True from bar n + 1 on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in BarInput bar)
    {
        var rise = bar.High - previousHigh;
        var fall = previousLow - bar.Low;
        var trueRange = Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(bar.High - previousClose), Math.Abs(bar.Low - previousClose)));
        (previousHigh, previousLow, previousClose) = (bar.High, bar.Low, bar.Close);
        var up = rise > 0 && rise > fall ? rise : 0;
        var down = fall > 0 && fall > rise ? fall : 0;
        if (bars == period)
        {
            plus = (plus * keep) + up;
            minus = (minus * keep) + down;
            range = (range * keep) + trueRange;
            return true;
        }
        if (bars++ == 0) return false;
        plus += up;
        minus += down;
        range += trueRange;
        return false;
    }
}
