using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>
/// A total over everything so far, with what rounding takes away kept beside it (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen,
/// 1974), so that one huge value that is taken back later has done no harm.
/// </summary>
public struct RunningTotal
{
    double sum, lost;

    public readonly double Value => sum + lost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        var next = sum + value;
        lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }
}
