using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        Debug.Assert(window.Length == length, "the window has the length that the state asked for");
        // next is below the length at each entry, which the compiler does not see.
        ref var places = ref MemoryMarshal.GetReference(window);
        Unsafe.Add(ref places, (nint)(uint)next) = value;
        round = double.MaxNative(round, value);
        var highest = round;
        if (++next < length) return double.MaxNative(highest, Unsafe.Add(ref places, (nint)(uint)next));
        FromTheBack(ref places, length);
        next = 0;
        round = double.NegativeInfinity;
        full = true;
        return highest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FromTheBack(ref double places, nint length)
    {
        var highest = double.NegativeInfinity;
        for (var i = length - 1; i >= 0; i--)
        {
            // Without a branch: which of two prices is the higher one cannot be foreseen.
            highest = double.MaxNative(highest, Unsafe.Add(ref places, i));
            Unsafe.Add(ref places, i) = highest;
        }
    }
}
