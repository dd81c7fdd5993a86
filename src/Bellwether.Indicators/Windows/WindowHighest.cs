using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>
/// The highest of the last n values (van Herk 1992, Gil and Werman 1993): the highest of the present round so far, and of the rest of the round before, worked out from
/// the back once a round. Uses n places. The lowest is the negative of the highest of the negatives.
/// </summary>
public struct WindowHighest
{
    readonly int length;
    int next;
    bool full;
    double round;

    /// <param name="length">n, 1 or more.</param>
    public WindowHighest(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
        round = double.NegativeInfinity;
    }

    public readonly int Length => length;

    public readonly bool IsFull => full;

    /// <summary>Takes the next value in and returns the highest of the last n; of no meaning before <see cref="IsFull"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double value, Span<double> window)
    {
        window[next] = value;
        if (value > round) round = value;
        var highest = round;
        if (++next < window.Length)
        {
            var older = window[next];
            return older > highest ? older : highest;
        }
        FromTheBack(window);
        next = 0;
        round = double.NegativeInfinity;
        full = true;
        return highest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FromTheBack(Span<double> window)
    {
        var highest = double.NegativeInfinity;
        for (var i = window.Length - 1; i >= 0; i--)
        {
            if (window[i] > highest) highest = window[i];
            window[i] = highest;
        }
    }
}
