using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>
/// The lowest of the last n values, as <see cref="WindowHighest"/>. Uses n places.
/// </summary>
public struct WindowLowest
{
    readonly int length;
    int next;
    bool full;
    double round;

    /// <param name="length">n, 1 or more.</param>
    public WindowLowest(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
        round = double.PositiveInfinity;
    }

    public readonly int Length => length;

    public readonly bool IsFull => full;

    /// <summary>Takes the next value in and returns the lowest of the last n; of no meaning before <see cref="IsFull"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double value, Span<double> window)
    {
        window[next] = value;
        if (value < round) round = value;
        var lowest = round;
        if (++next < window.Length)
        {
            var older = window[next];
            return older < lowest ? older : lowest;
        }
        FromTheBack(window);
        next = 0;
        round = double.PositiveInfinity;
        full = true;
        return lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FromTheBack(Span<double> window)
    {
        var lowest = double.PositiveInfinity;
        for (var i = window.Length - 1; i >= 0; i--)
        {
            if (window[i] < lowest) lowest = window[i];
            window[i] = lowest;
        }
    }
}
