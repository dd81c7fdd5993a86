using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        SumFromTheBack(ref places, ref places, length);
        next = 0;
        round = 0;
        full = true;
        return sum;
    }

    /// <summary>
    /// Takes many values in and writes the mean of the last n after each, NaN while there are fewer: state, window and means come out as of <see cref="Add"/>, since each
    /// sum is made by the same additions in the same order.
    /// </summary>
    /// <param name="values">The next values.</param>
    /// <param name="window"><see cref="Length"/> places.</param>
    /// <param name="means">Takes as many means.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void AddMany(ReadOnlySpan<double> values, Span<double> window, Span<double> means)
    {
        var at = 0;
        for (var begin = full && next == 0 ? 0 : Math.Min(length - next, values.Length); at < begin; at++)
        {
            var sum = Add(values[at], window);
            means[at] = full ? sum / length : double.NaN;
        }
        var rounds = (values.Length - at) / length;
        if (length >= Vector256<double>.Count && rounds > 0)
        {
            AddRounds(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), at), rounds, window, ref Unsafe.Add(ref MemoryMarshal.GetReference(means), at), length);
            at += rounds * length;
        }
        for (; at < values.Length; at++) means[at] = Add(values[at], window) / length;
    }

    /// <summary>
    /// Whole rounds. The sums from the back are written where the mean of the same bar will be; the sums from the front meet them there two rounds later, when they have
    /// reached the cache. So neither chain of additions waits for the other, and one division makes four means.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void AddRounds(ref double values, int rounds, Span<double> window, ref double means, nint length)
    {
        window[1..].CopyTo(MemoryMarshal.CreateSpan(ref means, (int)length));
        // The last bar of a round needs nothing of the round before.
        Unsafe.Add(ref means, length - 1) = 0;
        if (rounds > 1)
        {
            SumFromTheBack(ref values, ref Unsafe.Add(ref means, length - 1), length);
            Unsafe.Add(ref means, length - 1) = 0;
        }
        var divisor = Vector256.Create((double)length);
        for (; rounds > 2; rounds--)
        {
            ref var source = ref Unsafe.Add(ref values, length);
            ref var target = ref Unsafe.Add(ref means, (2 * length) - 1);
            var (front, back) = (0.0, 0.0);
            nint i = 0;
            for (; i <= length - 4; i += 4)
            {
                front = FourFromTheFront(front, ref Unsafe.Add(ref values, i), ref Unsafe.Add(ref means, i), divisor);
                back = FourFromTheBack(back, ref Unsafe.Add(ref source, length - 4 - i), ref Unsafe.Add(ref target, length - 4 - i));
            }
            for (; i < length; i++)
            {
                Unsafe.Add(ref means, i) = ((front += Unsafe.Add(ref values, i)) + Unsafe.Add(ref means, i)) / length;
                Unsafe.Add(ref target, length - 1 - i) = back += Unsafe.Add(ref source, length - 1 - i);
            }
            target = 0;
            values = ref source;
            means = ref Unsafe.Add(ref means, length);
        }
        Unsafe.Add(ref means, (rounds * length) - 1) = 0;
        SumFromTheBack(ref Unsafe.Add(ref values, (rounds - 1) * length), ref MemoryMarshal.GetReference(window), length);
        for (; rounds > 0; rounds--)
        {
            var front = 0.0;
            nint i = 0;
            for (; i <= length - 4; i += 4) front = FourFromTheFront(front, ref Unsafe.Add(ref values, i), ref Unsafe.Add(ref means, i), divisor);
            for (; i < length; i++) Unsafe.Add(ref means, i) = ((front += Unsafe.Add(ref values, i)) + Unsafe.Add(ref means, i)) / length;
            values = ref Unsafe.Add(ref values, length);
            means = ref Unsafe.Add(ref means, length);
        }
    }

    /// <summary>Adds four values to the sum of their round, and that to the sums which wait in the target, where the means are then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double FourFromTheFront(double sum, ref double source, ref double target, Vector256<double> divisor)
    {
        var one = sum + source;
        var two = one + Unsafe.Add(ref source, 1);
        var three = two + Unsafe.Add(ref source, 2);
        var four = three + Unsafe.Add(ref source, 3);
        ((Vector256.Create(one, two, three, four) + Vector256.LoadUnsafe(ref target)) / divisor).StoreUnsafe(ref target);
        return four;
    }

    /// <summary>Writes the sum from each value to the last one; the target may be the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SumFromTheBack(ref double source, ref double target, nint length)
    {
        var sum = 0.0;
        var i = length;
        for (; i >= 4; i -= 4) sum = FourFromTheBack(sum, ref Unsafe.Add(ref source, i - 4), ref Unsafe.Add(ref target, i - 4));
        while (--i >= 0) Unsafe.Add(ref target, i) = sum += Unsafe.Add(ref source, i);
    }

    /// <summary>Four at a time: the chain of additions is a quarter as long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double FourFromTheBack(double sum, ref double source, ref double target)
    {
        var last = Unsafe.Add(ref source, 3);
        var two = last + Unsafe.Add(ref source, 2);
        var three = two + Unsafe.Add(ref source, 1);
        var four = three + source;
        Unsafe.Add(ref target, 3) = sum + last;
        Unsafe.Add(ref target, 2) = sum + two;
        Unsafe.Add(ref target, 1) = sum + three;
        return target = sum + four;
    }
}
