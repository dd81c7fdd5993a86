using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>
/// Mean and variance of the last n values. In rounds as <see cref="WindowSum"/>; each round's sums are of differences from one of its own values that is still in the
/// window, so that equal values have a variance of exactly 0 and a level far above the movement costs no digits. Uses 2n places.
/// </summary>
public struct WindowMoments
{
    readonly int length;
    readonly double share;
    int next;
    bool full;
    double reference, olderReference;
    double sum, squares;

    /// <param name="length">n, 1 or more.</param>
    public WindowMoments(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
        share = 1.0 / length;
    }

    public readonly int Places => 2 * length;

    public readonly bool IsFull => full;

    /// <summary>Takes the next value in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="window"><see cref="Places"/> values.</param>
    /// <param name="mean">Mean of the last n.</param>
    /// <param name="deviations">Sum of the squared differences from the mean, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value, Span<double> window, out double mean, out double deviations)
    {
        if (next == 0) reference = value;
        var difference = value - reference;
        window[next] = value;
        sum += difference;
        squares += difference * difference;
        next++;
        var total = sum;
        var totalSquares = squares;
        if (next < length)
        {
            var shift = olderReference - reference;
            var left = length - next;
            var older = window[next];
            total += older + (left * shift);
            totalSquares += window[length + next] + (shift * ((2 * older) + (left * shift)));
        }
        mean = reference + (total * share);
        deviations = Math.Max(0, totalSquares - (total * total * share));
        if (next < length) return;
        SumFromTheBack(window, length);
        olderReference = value;
        next = 0;
        sum = squares = 0;
        full = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SumFromTheBack(Span<double> window, int length)
    {
        var reference = window[length - 1];
        double sum = 0, squares = 0;
        for (var i = length - 1; i >= 0; i--)
        {
            var difference = window[i] - reference;
            sum += difference;
            squares += difference * difference;
            window[i] = sum;
            window[length + i] = squares;
        }
    }
}
