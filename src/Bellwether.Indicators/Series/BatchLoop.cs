using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bellwether.Indicators;

/// <summary>The loop over history: the same <see cref="IIndicator{TSelf}.Update"/> as live, compiled for each indicator with the columns that it reads.</summary>
static class BatchLoop
{
    /// <summary>Rows that are looked over at once before and after the loop, while they lie in the nearest cache.</summary>
    const int Block = 512;

    public static void Run<T>(T state, int outputCount, in BatchColumns columns, Span<double> window, Span<double> result) where T : unmanaged, IIndicator<T>
    {
        var count = columns.Count;
        // Cut to the count, so that every row below lies within the columns that are read.
        var cut = new BatchColumns(
            count, Column(columns.Time, IndicatorInputs.Session, T.Inputs, count), Column(columns.SessionOpen, IndicatorInputs.Session, T.Inputs, count), Column(columns.Open, IndicatorInputs.Open, T.Inputs, count),
            Column(columns.High, IndicatorInputs.High, T.Inputs, count), Column(columns.Low, IndicatorInputs.Low, T.Inputs, count), Column(columns.Close, IndicatorInputs.Close, T.Inputs, count),
            Column(columns.Volume, IndicatorInputs.Volume, T.Inputs, count), Column(columns.Other, IndicatorInputs.Other, T.Inputs, count));
        if (result.Length != checked(count * outputCount)) throw new ArgumentException($"{count * outputCount} places are expected for the result, given {result.Length}", nameof(result));
        if (window.Length != state.WindowLength) throw new ArgumentException($"a window of {state.WindowLength} is expected, given {window.Length}", nameof(window));
        for (var begin = 0; begin < count; begin += Block)
        {
            var end = Math.Min(begin + Block, count);
            var isClean = AreUsable(cut.Open, begin, end) && AreUsable(cut.High, begin, end) && AreUsable(cut.Low, begin, end) && AreUsable(cut.Close, begin, end)
                && AreUsable(cut.Volume, begin, end) && AreUsable(cut.Other, begin, end);
            if (!isClean) state = Run<T, Doubtful, Some>(state, outputCount, cut, begin, end, window, result);
            else
            {
                var next = begin + T.UpdateMany(ref state, cut, begin, end, window, result[(begin * outputCount)..(end * outputCount)]);
                if (outputCount == 1) state = Run<T, Clean, One>(state, outputCount, cut, next, end, window, result);
                else state = Run<T, Clean, Some>(state, outputCount, cut, next, end, window, result);
            }
            NumbersOnly(result[(begin * outputCount)..(end * outputCount)]);
        }
    }

    /// <summary>Whether each bar has to be looked at by itself.</summary>
    interface IQuality
    {
        static abstract bool NeedsCheck { get; }
    }

    readonly struct Clean : IQuality
    {
        public static bool NeedsCheck => false;
    }

    readonly struct Doubtful : IQuality
    {
        public static bool NeedsCheck => true;
    }

    /// <summary>How many outputs there are, as far as the compiler may know.</summary>
    interface IWidth
    {
        static abstract int Of(int outputCount);
    }

    readonly struct One : IWidth
    {
        public static int Of(int outputCount) => 1;
    }

    readonly struct Some : IWidth
    {
        public static int Of(int outputCount) => outputCount;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Run<T, TQuality, TWidth>(T before, int outputCount, in BatchColumns columns, int begin, int end, Span<double> window, Span<double> result)
        where T : unmanaged, IIndicator<T>
        where TQuality : struct, IQuality
        where TWidth : struct, IWidth
    {
        // A copy whose address nobody takes: its fields live in registers.
        var state = before;
        ref var time = ref MemoryMarshal.GetReference(columns.Time);
        ref var session = ref MemoryMarshal.GetReference(columns.SessionOpen);
        ref var open = ref MemoryMarshal.GetReference(columns.Open);
        ref var high = ref MemoryMarshal.GetReference(columns.High);
        ref var low = ref MemoryMarshal.GetReference(columns.Low);
        ref var close = ref MemoryMarshal.GetReference(columns.Close);
        ref var volume = ref MemoryMarshal.GetReference(columns.Volume);
        ref var other = ref MemoryMarshal.GetReference(columns.Other);
        ref var target = ref Unsafe.Add(ref MemoryMarshal.GetReference(result), begin * outputCount);
        for (nint row = begin, after = end; row < after; row++)
        {
            var bar = new BarInput(
                (T.Inputs & IndicatorInputs.Session) != 0 ? Unsafe.Add(ref time, row) : 0,
                (T.Inputs & IndicatorInputs.Session) != 0 ? Unsafe.Add(ref session, row) : 0,
                (T.Inputs & IndicatorInputs.Open) != 0 ? Unsafe.Add(ref open, row) : 0,
                (T.Inputs & IndicatorInputs.High) != 0 ? Unsafe.Add(ref high, row) : 0,
                (T.Inputs & IndicatorInputs.Low) != 0 ? Unsafe.Add(ref low, row) : 0,
                (T.Inputs & IndicatorInputs.Close) != 0 ? Unsafe.Add(ref close, row) : 0,
                (T.Inputs & IndicatorInputs.Volume) != 0 ? Unsafe.Add(ref volume, row) : 0,
                (T.Inputs & IndicatorInputs.Other) != 0 ? Unsafe.Add(ref other, row) : 0);
            var outputs = MemoryMarshal.CreateSpan(ref target, TWidth.Of(outputCount));
            target = ref Unsafe.Add(ref target, TWidth.Of(outputCount));
            // No call in this loop: it would push the state out of the registers.
            if ((TQuality.NeedsCheck && !bar.IsUsable(T.Inputs)) || !state.Update(bar, window, outputs))
                for (var i = 0; i < outputs.Length; i++) outputs[i] = double.NaN;
        }
        return state;
    }

    /// <summary>What <see cref="BarInput.IsUsable"/> says of each value of a column, many at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool AreUsable(ReadOnlySpan<double> column, int begin, int end)
    {
        if (column.IsEmpty) return true;
        var values = column[begin..end];
        var most = new Vector<double>(BarInput.Largest);
        var usable = Vector<long>.AllBitsSet;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var i = 0;
        for (; i + 3 < vectors.Length; i += 4)
        {
            var four = vectors.Slice(i, 4);
            usable &= Vector.LessThanOrEqual(Vector.Abs(four[0]), most) & Vector.LessThanOrEqual(Vector.Abs(four[1]), most)
                & Vector.LessThanOrEqual(Vector.Abs(four[2]), most) & Vector.LessThanOrEqual(Vector.Abs(four[3]), most);
        }
        for (; i < vectors.Length; i++) usable &= Vector.LessThanOrEqual(Vector.Abs(vectors[i]), most);
        if (usable != Vector<long>.AllBitsSet) return false;
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..])
            if (!(Math.Abs(value) <= BarInput.Largest)) return false;
        return true;
    }

    /// <summary>One row by itself: the same as the loop makes of it.</summary>
    public static void Step<T>(ref T state, in BatchColumns columns, int row, Span<double> window, Span<double> outputs) where T : unmanaged, IIndicator<T>
    {
        var bar = new BarInput(
            (T.Inputs & IndicatorInputs.Session) != 0 ? columns.Time[row] : 0,
            (T.Inputs & IndicatorInputs.Session) != 0 ? columns.SessionOpen[row] : 0,
            (T.Inputs & IndicatorInputs.Open) != 0 ? columns.Open[row] : 0,
            (T.Inputs & IndicatorInputs.High) != 0 ? columns.High[row] : 0,
            (T.Inputs & IndicatorInputs.Low) != 0 ? columns.Low[row] : 0,
            (T.Inputs & IndicatorInputs.Close) != 0 ? columns.Close[row] : 0,
            (T.Inputs & IndicatorInputs.Volume) != 0 ? columns.Volume[row] : 0,
            (T.Inputs & IndicatorInputs.Other) != 0 ? columns.Other[row] : 0);
        if (!bar.IsUsable(T.Inputs) || !state.Update(bar, window, outputs)) outputs.Fill(double.NaN);
        NumbersOnly(outputs);
    }

    static ReadOnlySpan<TValue> Column<TValue>(ReadOnlySpan<TValue> column, IndicatorInputs field, IndicatorInputs inputs, int count) =>
        (inputs & field) == 0 ? default : column[..count];

    /// <summary>What is not finite is no value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void NumbersOnly(Span<double> values)
    {
        // Zero times a number is zero, times anything else not.
        var zero = Vector<double>.Zero;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var i = 0;
        for (; i + 3 < vectors.Length; i += 4)
        {
            var four = vectors.Slice(i, 4);
            zero += (four[0] * Vector<double>.Zero) + (four[1] * Vector<double>.Zero) + ((four[2] * Vector<double>.Zero) + (four[3] * Vector<double>.Zero));
        }
        for (; i < vectors.Length; i++) zero += vectors[i] * Vector<double>.Zero;
        if (!Vector.EqualsAll(zero, Vector<double>.Zero))
        {
            var none = new Vector<double>(double.NaN);
            foreach (ref var vector in vectors) vector = Vector.ConditionalSelect(Vector.Equals(vector - vector, Vector<double>.Zero), vector, none);
        }
        foreach (ref var value in values[(vectors.Length * Vector<double>.Count)..])
            if (!double.IsFinite(value)) value = double.NaN;
    }
}
