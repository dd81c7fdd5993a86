using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    /// <param name="value">The value.</param>
    /// <param name="window"><see cref="Length"/> places.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double value, Span<double> window)
    {
        Debug.Assert(window.Length == length, "the window has the length that the state asked for");
        // next is below the length at each entry, which the compiler does not see.
        ref var places = ref MemoryMarshal.GetReference(window);
        Unsafe.Add(ref places, (nint)(uint)next) = value;
        round += value;
        if (++next < length) return round + Unsafe.Add(ref places, (nint)(uint)next);
        var sum = round;
        SumFromTheBack(ref places, length);
        next = 0;
        round = 0;
        full = true;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SumFromTheBack(ref double places, nint length)
    {
        // Four at a time: the chain of additions is a quarter as long.
        var sum = 0.0;
        var i = length;
        for (; i >= 4; i -= 4)
        {
            ref var four = ref Unsafe.Add(ref places, i - 4);
            var last = Unsafe.Add(ref four, 3);
            var two = last + Unsafe.Add(ref four, 2);
            var three = two + Unsafe.Add(ref four, 1);
            Unsafe.Add(ref four, 3) = sum + last;
            Unsafe.Add(ref four, 2) = sum + two;
            Unsafe.Add(ref four, 1) = sum + three;
            four = sum += three + four;
        }
        while (--i >= 0) Unsafe.Add(ref places, i) = sum += Unsafe.Add(ref places, i);
    }
}
