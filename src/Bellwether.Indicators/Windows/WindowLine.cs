using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>The least-squares line through the last n values, one bar apart. Uses 2n places.</summary>
public struct WindowLine
{
    readonly int length;
    readonly double middle, weight;
    WindowWeightedSum sums;

    /// <param name="length">n, 2 or more.</param>
    public WindowLine(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        this.length = length;
        middle = (length - 1) / 2.0;
        weight = 12.0 / (length * (((double)length * length) - 1));
        sums = new WindowWeightedSum(length);
    }

    /// <summary>The definition, for the descriptions of the indicators that are made of it.</summary>
    internal const string Formula = "slope = sum((k - m)(close - mean)) / sum((k - m)^2), k = 0 (oldest) to n - 1, m = (n - 1)/2";

    public readonly int Length => length;

    public readonly int Places => sums.Places;

    public readonly bool IsFull => sums.IsFull;

    /// <summary>Takes the next value in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="window"><see cref="Places"/> values.</param>
    /// <param name="mean">Mean of the last n: the height of the line in the middle of them.</param>
    /// <param name="slope">Rise of the line from one value to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value, Span<double> window, out double mean, out double slope)
    {
        sums.Add(value, window, out var level, out var total, out var weighted);
        mean = level + (total / length);
        slope = (weighted - (middle * total)) * weight;
    }
}
