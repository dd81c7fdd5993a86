namespace Bellwether.MarketData;

/// <summary>
/// Bars of one symbol with all that a store keeps of them, as parallel columns in strictly rising order of time. Prices in US dollars, volume in shares, times in engine
/// time.
/// </summary>
/// <param name="Time">Open of each bar, nanoseconds since the Unix epoch.</param>
/// <param name="Vwap">Volume-weighted average price; <see cref="double.NaN"/> where it is not known.</param>
/// <param name="Trades">Number of trades; −1 where it is not known.</param>
/// <param name="Source">Where each bar comes from.</param>
public sealed record BarRows(long[] Time, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume, double[] Vwap, long[] Trades, BarSource[] Source)
{
    public static BarRows Empty { get; } = new([], [], [], [], [], [], [], [], []);

    public int Count => Time.Length;

    /// <summary>Bars of one source, without averages and counts of trades.</summary>
    /// <exception cref="ArgumentException">Adjusted bars: what is kept is what was traded.</exception>
    public static BarRows Of(BarColumns bars, BarSource source)
    {
        if (bars.Adjustment != PriceAdjustment.None) throw new ArgumentException($"{bars.Symbol}: adjusted bars ({bars.Adjustment}) are not kept; keep bars as traded and the actions beside them", nameof(bars));
        var (vwap, trades, sources) = (new double[bars.Count], new long[bars.Count], new BarSource[bars.Count]);
        Array.Fill(vwap, double.NaN);
        Array.Fill(trades, -1);
        Array.Fill(sources, source);
        return new BarRows([.. bars.Time], [.. bars.Open], [.. bars.High], [.. bars.Low], [.. bars.Close], [.. bars.Volume], vwap, trades, sources);
    }

    /// <summary>Bars that an aggregator made, of one source.</summary>
    public static BarRows Of(IReadOnlyList<AggregatedBar> bars, BarSource source)
    {
        var rows = OfLength(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i]) = (bar.Time, bar.Open, bar.High, bar.Low, bar.Close);
            (rows.Volume[i], rows.Vwap[i], rows.Trades[i], rows.Source[i]) = (bar.Volume, bar.Vwap, bar.Trades, source);
        }
        return rows;
    }

    public static BarRows OfLength(int count) =>
        new(new long[count], new double[count], new double[count], new double[count], new double[count], new double[count], new double[count], new long[count], new BarSource[count]);

    /// <summary>The rows from one to before another, as a copy.</summary>
    public BarRows Slice(int from, int to) =>
        new(Time[from..to], Open[from..to], High[from..to], Low[from..to], Close[from..to], Volume[from..to], Vwap[from..to], Trades[from..to], Source[from..to]);

    /// <summary>Rows of these numbers, which rise, as a copy.</summary>
    public BarRows At(IReadOnlyList<int> numbers)
    {
        var some = OfLength(numbers.Count);
        for (var i = 0; i < numbers.Count; i++) some.Set(i, this, numbers[i]);
        return some;
    }

    /// <summary>The rows whose time lies in <c>[from, to)</c>: a copy, or these rows themselves when that is all of them.</summary>
    public BarRows Between(long from, long to)
    {
        var (first, end) = (RowAtOrAfter(from), RowAtOrAfter(to));
        return first == 0 && end == Count ? this : Slice(first, Math.Max(first, end));
    }

    /// <summary>Sets one behind the other, each later than the one before it.</summary>
    public static BarRows Join(IReadOnlyList<BarRows> parts)
    {
        if (parts.Count == 1) return parts[0];
        var all = OfLength(parts.Sum(p => p.Count));
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all, at);
            at += part.Count;
        }
        return all;
    }

    /// <summary>The first row at or after a time; <see cref="Count"/> if there is none.</summary>
    public int RowAtOrAfter(long time)
    {
        var row = Array.BinarySearch(Time, time);
        return row >= 0 ? row : ~row;
    }

    /// <summary>The columns that aggregation reads, shared and not copied.</summary>
    public BarColumns ToColumns(string symbol) => new(symbol, Time, Open, High, Low, Close, Volume);

    /// <summary>Copies a row of another set over a row of this one.</summary>
    public void Set(int row, BarRows from, int at)
    {
        (Time[row], Open[row], High[row], Low[row], Close[row]) = (from.Time[at], from.Open[at], from.High[at], from.Low[at], from.Close[at]);
        (Volume[row], Vwap[row], Trades[row], Source[row]) = (from.Volume[at], from.Vwap[at], from.Trades[at], from.Source[at]);
    }

    void CopyTo(BarRows all, int at)
    {
        Time.CopyTo(all.Time, at);
        Open.CopyTo(all.Open, at);
        High.CopyTo(all.High, at);
        Low.CopyTo(all.Low, at);
        Close.CopyTo(all.Close, at);
        Volume.CopyTo(all.Volume, at);
        Vwap.CopyTo(all.Vwap, at);
        Trades.CopyTo(all.Trades, at);
        Source.CopyTo(all.Source, at);
    }

    /// <summary>Both tell the same of their bar; where it comes from does not count.</summary>
    public bool Same(int row, BarRows other, int at) =>
        Time[row] == other.Time[at] && Open[row].Equals(other.Open[at]) && High[row].Equals(other.High[at]) && Low[row].Equals(other.Low[at]) && Close[row].Equals(other.Close[at])
        && Volume[row].Equals(other.Volume[at]) && Vwap[row].Equals(other.Vwap[at]) && Trades[row] == other.Trades[at];

    /// <summary>Both sets in one order of time; where both have a time, <paramref name="preferred"/> has it.</summary>
    public static BarRows Merge(BarRows preferred, BarRows other)
    {
        if (preferred.Count == 0) return other;
        if (other.Count == 0) return preferred;
        var all = OfLength(preferred.Count + other.Count);
        var (i, j, count) = (0, 0, 0);
        while (i < preferred.Count || j < other.Count)
        {
            var takesOther = i == preferred.Count || (j < other.Count && other.Time[j] < preferred.Time[i]);
            if (takesOther)
            {
                all.Set(count++, other, j++);
                continue;
            }
            if (j < other.Count && other.Time[j] == preferred.Time[i]) j++;
            all.Set(count++, preferred, i++);
        }
        return count == all.Count ? all : all.Slice(0, count);
    }
}
