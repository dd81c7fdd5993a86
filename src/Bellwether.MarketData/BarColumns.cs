namespace Bellwether.MarketData;

/// <summary>
/// Bars of one symbol as parallel columns, in strictly rising order of time. Prices in US dollars, volume in shares, times in engine time (the open of the
/// bar). The reader that made them vouches for their values.
/// </summary>
public sealed class BarColumns
{
    readonly long[] time;
    readonly double[] open;
    readonly double[] high;
    readonly double[] low;
    readonly double[] close;
    readonly double[] volume;

    /// <summary>Takes the arrays over without a copy: the caller writes to them no more.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public BarColumns(string symbol, long[] time, double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        if (open.Length != time.Length || high.Length != time.Length || low.Length != time.Length || close.Length != time.Length || volume.Length != time.Length)
            throw new ArgumentException(
                $"{symbol}: columns of one length are expected, given {time.Length} times, {open.Length} opens, {high.Length} highs, {low.Length} lows, {close.Length} closes, {volume.Length} volumes");
        (Symbol, this.time, this.open, this.high, this.low, this.close, this.volume) = (symbol, time, open, high, low, close, volume);
    }

    public string Symbol { get; }

    /// <summary>For what the prices and volumes were adjusted.</summary>
    public PriceAdjustment Adjustment { get; init; }

    public int Count => time.Length;

    /// <summary>Open of each bar, nanoseconds since the Unix epoch.</summary>
    public ReadOnlySpan<long> Time => time;

    public ReadOnlySpan<double> Open => open;

    public ReadOnlySpan<double> High => high;

    public ReadOnlySpan<double> Low => low;

    public ReadOnlySpan<double> Close => close;

    /// <summary>Shares.</summary>
    public ReadOnlySpan<double> Volume => volume;

    /// <summary>The bars of <c>[from, to)</c>, as a copy.</summary>
    public BarColumns Between(long from, long to)
    {
        var (first, end) = (RowAtOrAfter(from), RowAtOrAfter(to));
        return first == 0 && end >= Count ? this : new BarColumns(Symbol, time[first..end], open[first..end], high[first..end], low[first..end], close[first..end], volume[first..end]) { Adjustment = Adjustment };
    }

    /// <summary>The first row at or after a time; <see cref="Count"/> if there is none. Binary search.</summary>
    public int RowAtOrAfter(long nanoseconds)
    {
        var row = Time.BinarySearch(nanoseconds);
        return row >= 0 ? row : ~row;
    }
}
