using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        Debug.Assert(window.Length == length, "the window has the length that the state asked for");
        // next is below the length at each entry, which the compiler does not see.
        ref var places = ref MemoryMarshal.GetReference(window);
        Unsafe.Add(ref places, (nint)(uint)next) = value;
        round = double.MinNative(round, value);
        var lowest = round;
        if (++next < length) return double.MinNative(lowest, Unsafe.Add(ref places, (nint)(uint)next));
        FromTheBack(ref places, length);
        next = 0;
        round = double.PositiveInfinity;
        full = true;
        return lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FromTheBack(ref double places, nint length)
    {
        var lowest = double.PositiveInfinity;
        for (var i = length - 1; i >= 0; i--)
        {
            // Without a branch: which of two prices is the lower one cannot be foreseen.
            lowest = double.MinNative(lowest, Unsafe.Add(ref places, i));
            Unsafe.Add(ref places, i) = lowest;
        }
    }
}
