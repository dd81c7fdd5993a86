using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators.Smoothing;

/// <summary>Mean of the last n values with weights that rise to the middle and fall again: a plain mean of plain means, whose lengths add up to n + 1. Uses n + 1 places.</summary>
public struct TriangularMean
{
    readonly int period;
    WindowSum inner, outer;

    /// <param name="period">n, 1 or more.</param>
    public TriangularMean(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        inner = new WindowSum((period + 1) / 2);
        outer = new WindowSum((period / 2) + 1);
    }

    public readonly int Period => period;

    public readonly int Places => period + 1;

    /// <summary>Takes the next value in.</summary>
    /// <returns>True from the n-th value on; before, <paramref name="mean"/> has no meaning.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(double value, Span<double> window, out double mean)
    {
        mean = inner.Add(value, window[..inner.Length]) / inner.Length;
        if (!inner.IsFull) return false;
        mean = outer.Add(mean, window[inner.Length..]) / outer.Length;
        return outer.IsFull;
    }
}
