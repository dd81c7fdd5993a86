using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>The value of n updates ago. Uses n places.</summary>
public struct WindowLag
{
    readonly int length;
    int next;
    bool full;

    /// <param name="length">n, 1 or more.</param>
    public WindowLag(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
    }

    public readonly int Length => length;

    /// <summary>n values were seen: the next <see cref="Push"/> has one to return.</summary>
    public readonly bool IsFull => full;

    /// <summary>Takes the next value in and returns that of n updates ago; of no meaning unless <see cref="IsFull"/> was true before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Push(double value, Span<double> window)
    {
        var old = window[next];
        window[next] = value;
        if (++next >= window.Length)
        {
            next = 0;
            full = true;
        }
        return old;
    }
}
