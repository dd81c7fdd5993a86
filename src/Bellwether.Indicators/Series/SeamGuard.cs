using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Takes each bar of a symbol once: what is not newer than its latest bar is left out. So history that reaches into what was seen live, or is asked for again after an
/// interruption, changes nothing and fills what was missed.
/// </summary>
sealed class SeamGuard
{
    readonly long[] latest;
    readonly int[] symbols;
    readonly double[] open, high, low, close, volume;

    public SeamGuard(int symbolCount)
    {
        latest = new long[symbolCount];
        Array.Fill(latest, long.MinValue);
        symbols = new int[symbolCount];
        (open, high, low, close, volume) = (new double[symbolCount], new double[symbolCount], new double[symbolCount], new double[symbolCount], new double[symbolCount]);
    }

    /// <summary>Bars left out.</summary>
    public long Repeated { get; private set; }

    /// <summary>Open of a symbol's latest bar; <see cref="long.MinValue"/> before the first.</summary>
    public ref long Latest(int symbol) => ref latest[symbol];

    /// <summary>The bars of a slice that are new; the slice itself when all are.</summary>
    public Slice New(in Slice slice, long opened)
    {
        foreach (var symbol in slice.Symbols)
            if (latest[symbol] >= opened) return Filtered(slice, opened);
        foreach (var symbol in slice.Symbols) latest[symbol] = opened;
        return slice;
    }

    Slice Filtered(in Slice slice, long opened)
    {
        var count = 0;
        for (var row = 0; row < slice.Count; row++)
        {
            var symbol = slice.Symbols[row];
            if (latest[symbol] >= opened)
            {
                Repeated++;
                continue;
            }
            latest[symbol] = opened;
            (symbols[count], open[count], high[count], low[count], close[count], volume[count]) = (symbol, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row]);
            count++;
        }
        return new Slice(symbols.AsSpan(0, count), open.AsSpan(0, count), high.AsSpan(0, count), low.AsSpan(0, count), close.AsSpan(0, count), volume.AsSpan(0, count), slice.Opened);
    }
}
