using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Bars of many symbols as one series, time by time: at each time at which any of them has a bar, all of them, each with what it has. A symbol without a bar is missing; filled
/// forward, when asked for, it is marked as filled and never looks like one that traded. Prices are carried within a New York date alone. Every symbol's columns are walked once; nothing is allocated on the way.
/// </summary>
public sealed class SliceMerge
{
    readonly BarColumns[] columns;
    readonly int[] next;
    readonly bool fillForward;
    readonly BarPresence[] presence;
    readonly double[] open;
    readonly double[] high;
    readonly double[] low;
    readonly double[] close;
    readonly double[] volume;

    // Those that have a bar, side by side, as the engine takes them.
    readonly int[] barSymbols;
    readonly double[][] rows = new double[5][];
    long dayEnd = long.MinValue;

    /// <param name="symbols">Bars of one length, a set of columns a symbol; the place in this list is the symbol's index everywhere.</param>
    /// <param name="fillForward">A symbol without a bar has its last close of the same date.</param>
    /// <exception cref="ArgumentException">One symbol twice, or series of which some are adjusted and others are not.</exception>
    public SliceMerge(IReadOnlyList<BarColumns> symbols, bool fillForward = false)
    {
        if (symbols.Select(s => s.Symbol).Distinct(StringComparer.Ordinal).Count() < symbols.Count) throw new ArgumentException("a symbol is given twice; expected one set of columns a symbol", nameof(symbols));
        if (symbols.Select(s => s.Adjustment).Distinct().Count() > 1) throw new ArgumentException("some of the bars are adjusted and others are not; adjust all of them in one way", nameof(symbols));
        columns = [.. symbols];
        this.fillForward = fillForward;
        next = new int[columns.Length];
        presence = new BarPresence[columns.Length];
        (open, high, low, close, volume) = (new double[columns.Length], new double[columns.Length], new double[columns.Length], new double[columns.Length], new double[columns.Length]);
        barSymbols = new int[columns.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = new double[columns.Length];
    }

    /// <summary>Open of the bars of this time, engine time.</summary>
    public long Time { get; private set; }

    /// <summary>Symbols that have a bar of their own.</summary>
    public int Count { get; private set; }

    /// <summary>By symbol: whether it has a bar of its own, none, or one that is made up: its last close for all prices, and a volume of 0. What is missing is <see cref="double.NaN"/> below.</summary>
    public ReadOnlySpan<BarPresence> Presence => presence;

    public ReadOnlySpan<double> Open => open;

    public ReadOnlySpan<double> High => high;

    public ReadOnlySpan<double> Low => low;

    public ReadOnlySpan<double> Close => close;

    /// <summary>Shares.</summary>
    public ReadOnlySpan<double> Volume => volume;

    /// <summary>
    /// The bars that traded, without those that were filled: what the engine may learn from. Its symbols are indexes of the list given, so that with columns in the order of an
    /// instrument table they are that table's.
    /// </summary>
    public Slice Bars => new(
        barSymbols.AsSpan(0, Count), rows[0].AsSpan(0, Count), rows[1].AsSpan(0, Count), rows[2].AsSpan(0, Count), rows[3].AsSpan(0, Count),
        rows[4].AsSpan(0, Count), Time);

    /// <summary>Goes to the next time at which any symbol has a bar.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        var time = long.MaxValue;
        for (var i = 0; i < columns.Length; i++)
            if (next[i] < columns[i].Count) time = Math.Min(time, columns[i].Time[next[i]]);
        if (time == long.MaxValue) return false;
        if (time >= dayEnd) BeginDay(time);
        Time = time;
        Count = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            if (next[i] < columns[i].Count && columns[i].Time[next[i]] == time) Take(i);
            else Pass(i);
        }
        return true;
    }

    void Take(int symbol)
    {
        var (bars, row) = (columns[symbol], next[symbol]++);
        presence[symbol] = BarPresence.Present;
        (open[symbol], high[symbol], low[symbol], close[symbol], volume[symbol]) = (bars.Open[row], bars.High[row], bars.Low[row], bars.Close[row], bars.Volume[row]);
        var at = Count++;
        barSymbols[at] = symbol;
        (rows[0][at], rows[1][at], rows[2][at], rows[3][at], rows[4][at]) = (open[symbol], high[symbol], low[symbol], close[symbol], volume[symbol]);
    }

    void Pass(int symbol)
    {
        var fills = fillForward && !double.IsNaN(close[symbol]);
        presence[symbol] = fills ? BarPresence.Filled : BarPresence.Missing;
        if (!fills) close[symbol] = double.NaN;
        open[symbol] = high[symbol] = low[symbol] = close[symbol];
        volume[symbol] = fills ? 0 : double.NaN;
    }

    /// <summary>Nothing of yesterday is carried into today.</summary>
    void BeginDay(long time)
    {
        var calendar = ExchangeCalendar.NewYork;
        dayEnd = EngineTime.From(calendar.Zone.AtStartOfDay(calendar.DateOf(EngineTime.ToInstant(time)).PlusDays(1)).ToInstant());
        Array.Fill(close, double.NaN);
    }
}
