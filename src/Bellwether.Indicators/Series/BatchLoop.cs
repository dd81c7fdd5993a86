using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bellwether.Indicators;

/// <summary>The loop over history: the same <see cref="IIndicator{TSelf}.Update"/> as live, compiled for each indicator with the columns that it reads.</summary>
static class BatchLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T fresh, int outputCount, in BatchColumns columns, Span<double> window, Span<double> result) where T : unmanaged, IIndicator<T>
    {
        // A copy whose address nobody takes: its fields live in registers.
        var state = fresh;
        var count = columns.Count;
        var time = Column(columns.Time, IndicatorInputs.Session, T.Inputs, count);
        var session = Column(columns.SessionOpen, IndicatorInputs.Session, T.Inputs, count);
        var open = Column(columns.Open, IndicatorInputs.Open, T.Inputs, count);
        var high = Column(columns.High, IndicatorInputs.High, T.Inputs, count);
        var low = Column(columns.Low, IndicatorInputs.Low, T.Inputs, count);
        var close = Column(columns.Close, IndicatorInputs.Close, T.Inputs, count);
        var volume = Column(columns.Volume, IndicatorInputs.Volume, T.Inputs, count);
        var other = Column(columns.Other, IndicatorInputs.Other, T.Inputs, count);
        if (result.Length != checked(count * outputCount)) throw new ArgumentException($"{count * outputCount} places are expected for the result, given {result.Length}", nameof(result));
        if (window.Length != fresh.WindowLength) throw new ArgumentException($"a window of {fresh.WindowLength} is expected, given {window.Length}", nameof(window));
        ref var first = ref MemoryMarshal.GetReference(result);
        var offset = 0;
        for (var row = 0; row < count; row++)
        {
            var bar = new BarInput(
                (T.Inputs & IndicatorInputs.Session) != 0 ? time[row] : 0,
                (T.Inputs & IndicatorInputs.Session) != 0 ? session[row] : 0,
                (T.Inputs & IndicatorInputs.Open) != 0 ? open[row] : 0,
                (T.Inputs & IndicatorInputs.High) != 0 ? high[row] : 0,
                (T.Inputs & IndicatorInputs.Low) != 0 ? low[row] : 0,
                (T.Inputs & IndicatorInputs.Close) != 0 ? close[row] : 0,
                (T.Inputs & IndicatorInputs.Volume) != 0 ? volume[row] : 0,
                (T.Inputs & IndicatorInputs.Other) != 0 ? other[row] : 0);
            var outputs = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, offset), outputCount);
            offset += outputCount;
            // No call in this loop: it would push the state out of the registers.
            if (!bar.IsUsable(T.Inputs) || !state.Update(bar, window, outputs))
                for (var i = 0; i < outputs.Length; i++) outputs[i] = double.NaN;
        }
        NumbersOnly(result);
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
    static void NumbersOnly(Span<double> values)
    {
        var none = new Vector<double>(double.NaN);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (ref var vector in vectors) vector = Vector.ConditionalSelect(Vector.Equals(vector - vector, Vector<double>.Zero), vector, none);
        foreach (ref var value in values[(vectors.Length * Vector<double>.Count)..])
            if (!double.IsFinite(value)) value = double.NaN;
    }
}
