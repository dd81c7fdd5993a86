using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>
/// The sum and the linearly weighted sum of the last n values; weights rise from 0 for the oldest to n − 1 for the newest. In rounds as <see cref="WindowSum"/>; values
/// are taken relative to one of the window, so that a level far above the movement costs no digits. Uses 2n places.
/// </summary>
public struct WindowWeightedSum
{
    readonly int length;
    int next;
    bool full;

    /// <summary>The first value of the present round, and the last one of the round before.</summary>
    double reference, olderReference;

    /// <summary>Of the present round: sum and index-weighted sum of values less the reference.</summary>
    double sum, weighted;

    /// <param name="length">n, 1 or more.</param>
    public WindowWeightedSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
    }

    public readonly int Places => 2 * length;

    public readonly bool IsFull => full;

    /// <summary>Takes the next value in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="window"><see cref="Places"/> values.</param>
    /// <param name="level">A value of the window, to which both sums are relative.</param>
    /// <param name="total">Σ (x − level).</param>
    /// <param name="weightedTotal">Σ k · (x − level), k from 0 (oldest) to n − 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value, Span<double> window, out double level, out double total, out double weightedTotal)
    {
        if (next == 0) reference = value;
        var difference = value - reference;
        window[next] = value;
        sum += difference;
        weighted += next * difference;
        next++;
        level = reference;
        if (next < length)
        {
            // The older part: n − next values at places next … n − 1 of their round, relative to another value of the window.
            var shift = olderReference - reference;
            var left = length - next;
            var older = window[next] + (left * shift);
            var olderWeighted = window[length + next] - (next * window[next]) + (shift * (left * (left - 1.0) / 2));
            total = sum + older;
            weightedTotal = weighted + (left * sum) + olderWeighted;
            return;
        }
        total = sum;
        weightedTotal = weighted;
        SumFromTheBack(window, length);
        olderReference = value;
        next = 0;
        sum = weighted = 0;
        full = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SumFromTheBack(Span<double> window, int length)
    {
        var reference = window[length - 1];
        double sum = 0, weighted = 0;
        for (var i = length - 1; i >= 0; i--)
        {
            var difference = window[i] - reference;
            sum += difference;
            weighted += i * difference;
            window[i] = sum;
            window[length + i] = weighted;
        }
    }
}
