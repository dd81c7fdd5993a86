using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Windows;

/// <summary>The last n values in order, for what must read them all. Each is kept twice, n places apart, so that they always lie in one piece. Uses 2n places.</summary>
public struct WindowTail
{
    readonly int length;
    int next;
    bool full;

    /// <param name="length">n, 1 or more.</param>
    public WindowTail(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
    }

    public readonly int Length => length;

    public readonly int Places => 2 * length;

    /// <summary>n values were seen.</summary>
    public readonly bool IsFull => full;

    /// <summary>Takes the next value in and returns the last n, the oldest first; zeros stand for those before the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<double> Add(double value, Span<double> window)
    {
        window[next] = window[length + next] = value;
        if (++next == length) (next, full) = (0, true);
        return window.Slice(next, length);
    }
}
