using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>
/// The sum of the last n values, without ever subtracting one: the window is cut into rounds of n bars; the sum is that of the present round so far plus that of the
/// rest of the round before, and the latter is added up afresh, from the back, once a round. So a value that has left the window has left the sum, whatever its size.
/// <para>
/// Uses n places of the window: the present round's values below <c>next</c>, sums from there to the end of the last round at and above it.
/// </para>
/// </summary>
public struct WindowSum
{
    readonly int length;
    int next;
    bool full;
    double round;

    /// <param name="length">n, 1 or more.</param>
    public WindowSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
    }

    /// <summary>n, which is also the number of places that it needs.</summary>
    public readonly int Length => length;

    /// <summary>n values were seen.</summary>
    public readonly bool IsFull => full;

    /// <summary>Takes the next value in and returns the sum of the last n, or of all so far while there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double value, Span<double> window)
    {
        window[next] = value;
        round += value;
        if (++next < window.Length) return round + window[next];
        var sum = round;
        SumFromTheBack(window);
        next = 0;
        round = 0;
        full = true;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SumFromTheBack(Span<double> window)
    {
        // Two at a time: the chain of additions is half as long.
        var sum = 0.0;
        var i = window.Length - 1;
        for (; i >= 1; i -= 2)
        {
            var (last, previous) = (window[i], window[i - 1]);
            window[i] = sum + last;
            sum += last + previous;
            window[i - 1] = sum;
        }
        if (i == 0) window[0] += sum;
    }
}
