using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Merges the bars as they come into longer ones, for all symbols. A longer bar closes with the bar that completes it; if that one is missing, with the symbol's next
/// bar, before it is taken in. Nothing is handed out before it is complete.
/// </summary>
sealed class LongerBars
{
    readonly BarLength length;
    readonly Partial[] partials;
    readonly int[] symbols;
    readonly long[] time, session;
    readonly double[] open, high, low, close, volume;

    public LongerBars(BarLength length, int symbolCount)
    {
        this.length = length;
        partials = new Partial[symbolCount];
        symbols = new int[symbolCount];
        time = new long[symbolCount];
        session = new long[symbolCount];
        (open, high, low, close, volume) = (new double[symbolCount], new double[symbolCount], new double[symbolCount], new double[symbolCount], new double[symbolCount]);
    }

    public BarLength Length => length;

    struct Partial
    {
        public bool IsOpen;
        public long Index;
        public long SessionOpen;
        public long Time;
        public double Open, High, Low, Close, Volume;
    }

    /// <summary>Closes what the coming bars show to be over.</summary>
    /// <returns>How many bars are now to be had from <see cref="Closed"/>.</returns>
    public int CloseLate(in Slice slice, in SliceTime when)
    {
        var count = 0;
        var index = length.IndexOf(when.Open, when.SessionOpen);
        foreach (var symbol in slice.Symbols)
        {
            ref var partial = ref partials[symbol];
            if (!partial.IsOpen || (partial.SessionOpen == when.SessionOpen && partial.Index == index)) continue;
            HandOut(symbol, ref partial, count++);
        }
        return count;
    }

    /// <summary>Takes the bars in and closes those that are complete with them.</summary>
    /// <returns>How many bars are now to be had from <see cref="Closed"/>.</returns>
    public int Add(in Slice slice, in SliceTime when)
    {
        var count = 0;
        var index = length.IndexOf(when.Open, when.SessionOpen);
        var isLast = when.Close >= when.SessionClose || (!length.IsSession && length.IndexOf(when.Close, when.SessionOpen) > index);
        for (var row = 0; row < slice.Count; row++)
        {
            var symbol = slice.Symbols[row];
            ref var partial = ref partials[symbol];
            partial = Merged(partial, index, new BarInput(when.Open, when.SessionOpen, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row], double.NaN));
            if (isLast) HandOut(symbol, ref partial, count++);
        }
        return count;
    }

    /// <summary>What was handed out last.</summary>
    public Slice Closed(int count) => new(symbols.AsSpan(0, count), open.AsSpan(0, count), high.AsSpan(0, count), low.AsSpan(0, count), close.AsSpan(0, count), volume.AsSpan(0, count));

    public ReadOnlySpan<long> ClosedTimes(int count) => time.AsSpan(0, count);

    public ReadOnlySpan<long> ClosedSessions(int count) => session.AsSpan(0, count);

    /// <summary>The longer bar as it would be with a forming one.</summary>
    public BarInput Preview(int symbol, in BarInput forming)
    {
        var index = length.IndexOf(forming.Time, forming.SessionOpen);
        var partial = partials[symbol];
        if (partial.IsOpen && (partial.SessionOpen != forming.SessionOpen || partial.Index != index)) partial = default;
        var merged = Merged(partial, index, forming);
        return new BarInput(merged.Time, merged.SessionOpen, merged.Open, merged.High, merged.Low, merged.Close, merged.Volume, forming.Other);
    }

    public void Reset(int symbol) => partials[symbol] = default;

    static Partial Merged(in Partial partial, long index, in BarInput bar) => partial.IsOpen
        ? partial with { High = Math.Max(partial.High, bar.High), Low = Math.Min(partial.Low, bar.Low), Close = bar.Close, Volume = partial.Volume + bar.Volume }
        : new Partial
        {
            IsOpen = true, Index = index, SessionOpen = bar.SessionOpen, Time = bar.Time, Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close, Volume = bar.Volume,
        };

    void HandOut(int symbol, ref Partial partial, int row)
    {
        (symbols[row], time[row], session[row], open[row], high[row], low[row], close[row], volume[row]) =
            (symbol, partial.Time, partial.SessionOpen, partial.Open, partial.High, partial.Low, partial.Close, partial.Volume);
        partial = default;
    }

    public const int SnapshotLength = 9 * sizeof(long);

    public void Save(int symbol, Span<byte> target)
    {
        ref readonly var p = ref partials[symbol];
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(target);
        values[0] = p.IsOpen ? 1 : 0;
        (values[1], values[2], values[3]) = (p.Index, p.SessionOpen, p.Time);
        Span<double> prices = [p.Open, p.High, p.Low, p.Close, p.Volume];
        for (var i = 0; i < prices.Length; i++) values[4 + i] = BitConverter.DoubleToInt64Bits(prices[i]);
    }

    public void Restore(int symbol, ReadOnlySpan<byte> source)
    {
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(source);
        partials[symbol] = new Partial
        {
            IsOpen = values[0] != 0, Index = values[1], SessionOpen = values[2], Time = values[3],
            Open = BitConverter.Int64BitsToDouble(values[4]), High = BitConverter.Int64BitsToDouble(values[5]), Low = BitConverter.Int64BitsToDouble(values[6]),
            Close = BitConverter.Int64BitsToDouble(values[7]), Volume = BitConverter.Int64BitsToDouble(values[8]),
        };
    }
}
