using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>The loop over history: the same <see cref="IIndicator{TSelf}.Update"/> as live, compiled for each indicator with the columns that it reads.</summary>
static class BatchLoop
{
    /// <returns>Row by row, the outputs beside each other; NaN where there is no value.</returns>
    public static double[] Run<T>(T state, int outputCount, in BatchColumns columns) where T : unmanaged, IIndicator<T>
    {
        var result = GC.AllocateUninitializedArray<double>(checked(columns.Count * outputCount));
        Run(state, outputCount, columns, new double[state.WindowLength], result);
        return result;
    }

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
            var outputs = result.Slice(row * outputCount, outputCount);
            if (!bar.IsUsable(T.Inputs) || !state.Update(bar, window, outputs)) outputs.Fill(double.NaN);
        }
        NumbersOnly(result);
    }

    static ReadOnlySpan<TValue> Column<TValue>(ReadOnlySpan<TValue> column, IndicatorInputs field, IndicatorInputs inputs, int count) =>
        (inputs & field) == 0 ? default : column[..count];

    /// <summary>What is not finite is no value.</summary>
    static void NumbersOnly(Span<double> values)
    {
        foreach (ref var value in values)
            if (!double.IsFinite(value)) value = double.NaN;
    }
}
