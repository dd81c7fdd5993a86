using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bellwether.Indicators;

/// <summary>States and windows of all symbols in two arrays; the loop is compiled for each state type.</summary>
sealed class IndicatorSeries<T> : IndicatorSeries where T : unmanaged, IIndicator<T>
{
    readonly T fresh;
    readonly T[] states;
    readonly int windowLength;
    readonly double[] windows;
    readonly double[] scratch;
    readonly Source? primary, other;

    public IndicatorSeries(IndicatorDefinition definition, SeriesSources sources, int symbolCount) : base(definition, symbolCount)
    {
        fresh = T.Create(definition.Arguments);
        states = new T[symbolCount];
        Array.Fill(states, fresh);
        windowLength = fresh.WindowLength;
        windows = new double[checked(windowLength * symbolCount)];
        scratch = new double[windowLength];
        (primary, other) = (sources.Primary, sources.Other);
    }

    internal override void Update(in SliceFrame frame)
    {
        var symbols = frame.Bars.Symbols;
        for (var row = 0; row < symbols.Length; row++)
        {
            var symbol = symbols[row];
            var bar = Bar(frame, row, symbol);
            Advance(ref states[symbol], bar, windows.AsSpan(symbol * windowLength, windowLength), current.AsSpan(symbol * OutputCount, OutputCount));
        }
        Updates += symbols.Length;
    }

    internal override void UpdateAgain(in SliceFrame frame, int row)
    {
        var symbol = frame.Bars.Symbols[row];
        var bar = Bar(frame, row, symbol);
        Advance(ref states[symbol], bar, windows.AsSpan(symbol * windowLength, windowLength), current.AsSpan(symbol * OutputCount, OutputCount));
        Recomputed++;
    }

    internal override void Preview(int symbol, in BarInput bar)
    {
        var state = states[symbol];
        windows.AsSpan(symbol * windowLength, windowLength).CopyTo(scratch);
        var input = new BarInput(
            bar.Time, bar.SessionOpen, bar.Open, bar.High, bar.Low, primary is null ? bar.Close : primary.Preview(bar, symbol), bar.Volume,
            other is null ? double.NaN : other.Preview(bar, symbol));
        Advance(ref state, input, scratch, foreseen);
    }

    public override void Reset(int symbol)
    {
        states[symbol] = fresh;
        windows.AsSpan(symbol * windowLength, windowLength).Clear();
        current.AsSpan(symbol * OutputCount, OutputCount).Fill(double.NaN);
    }

    internal override int SnapshotLength => Unsafe.SizeOf<T>() + ((windowLength + OutputCount) * sizeof(double));

    internal override void Save(int symbol, Span<byte> target)
    {
        MemoryMarshal.Write(target, states[symbol]);
        var values = MemoryMarshal.Cast<byte, double>(target[Unsafe.SizeOf<T>()..]);
        windows.AsSpan(symbol * windowLength, windowLength).CopyTo(values);
        current.AsSpan(symbol * OutputCount, OutputCount).CopyTo(values[windowLength..]);
    }

    internal override void Restore(int symbol, ReadOnlySpan<byte> source)
    {
        states[symbol] = MemoryMarshal.Read<T>(source);
        var values = MemoryMarshal.Cast<byte, double>(source[Unsafe.SizeOf<T>()..]);
        values[..windowLength].CopyTo(windows.AsSpan(symbol * windowLength, windowLength));
        values.Slice(windowLength, OutputCount).CopyTo(current.AsSpan(symbol * OutputCount, OutputCount));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    BarInput Bar(in SliceFrame frame, int row, int symbol)
    {
        ref readonly var bars = ref frame.Bars;
        return new BarInput(
            (T.Inputs & IndicatorInputs.Session) != 0 ? frame.TimeOf(row) : 0,
            (T.Inputs & IndicatorInputs.Session) != 0 ? frame.SessionOf(row) : 0,
            (T.Inputs & IndicatorInputs.Open) != 0 ? bars.Open[row] : 0,
            (T.Inputs & IndicatorInputs.High) != 0 ? bars.High[row] : 0,
            (T.Inputs & IndicatorInputs.Low) != 0 ? bars.Low[row] : 0,
            (T.Inputs & IndicatorInputs.Close) != 0 ? primary is null ? bars.Close[row] : primary.Read(frame, row, symbol) : 0,
            (T.Inputs & IndicatorInputs.Volume) != 0 ? bars.Volume[row] : 0,
            (T.Inputs & IndicatorInputs.Other) != 0 ? other!.Read(frame, row, symbol) : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Advance(ref T state, in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!bar.IsUsable(T.Inputs) || !state.Update(bar, window, outputs))
        {
            outputs.Fill(double.NaN);
            return;
        }
        foreach (ref var value in outputs)
            if (!double.IsFinite(value)) value = double.NaN;
    }
}
