using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// The minute bars of one session, minute by minute: for each minute the symbols that traded, in rising order of index, with their columns side by side, so
/// that a <see cref="Slice"/> is a view and never a copy. A symbol that did not trade in a minute is not in that minute's slice; nothing is filled in.
/// </summary>
public sealed class SessionGrid
{
    /// <summary>Row of the first bar of each minute; the last entry is the number of bars.</summary>
    readonly int[] firstRow;
    int[] symbols;
    double[] open;
    double[] high;
    double[] low;
    double[] close;
    double[] volume;

    SessionGrid(int minutes)
    {
        firstRow = new int[minutes + 1];
        symbols = [];
        open = high = low = close = volume = [];
    }

    public TradingSession Session { get; private set; } = null!;

    /// <summary>Minutes of the session, with bars or without: 390 on a full day, 210 on a half day.</summary>
    public int MinuteCount { get; private set; }

    /// <summary>Bars of all symbols and minutes.</summary>
    public int BarCount => firstRow[MinuteCount];

    /// <summary>Engine time at which minute 0 opens.</summary>
    public long Start { get; private set; }

    /// <summary>Lays the bars of one session out by minute.</summary>
    /// <param name="columns">One-minute bars, at most one entry a symbol, in any order. Symbols without an entry have no bars.</param>
    /// <param name="reuse">A grid that is no longer needed: its buffers are taken over where they are large enough.</param>
    /// <exception cref="ArgumentException">Bars of a symbol that is not in the table, of one symbol twice, or not on whole minutes.</exception>
    public static SessionGrid Build(
        TradingSession session, InstrumentTable instruments, IReadOnlyList<BarColumns> columns, SessionHours hours = SessionHours.Regular, SessionGrid? reuse = null)
    {
        var (start, end) = Bounds(session, hours);
        var minutes = (int)((end - start) / EngineTime.Minute);
        var grid = reuse is not null && reuse.firstRow.Length > minutes ? reuse : new SessionGrid(minutes);
        (grid.Session, grid.Start, grid.MinuteCount) = (session, start, minutes);
        grid.Fill(BySymbol(instruments, columns), end);
        return grid;
    }

    /// <summary>Engine time at which a minute opens.</summary>
    public long OpenOf(int minute) => Start + (minute * EngineTime.Minute);

    /// <summary>Engine time at which a minute's bars are complete.</summary>
    public long CloseOf(int minute) => OpenOf(minute + 1);

    /// <summary>The bars of a minute, 0 ≤ minute &lt; <see cref="MinuteCount"/>; empty when nothing traded.</summary>
    public Slice this[int minute]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)minute, (uint)MinuteCount, nameof(minute));
            var row = firstRow[minute];
            var count = firstRow[minute + 1] - row;
            return new Slice(
                new ReadOnlySpan<int>(symbols, row, count), new ReadOnlySpan<double>(open, row, count), new ReadOnlySpan<double>(high, row, count),
                new ReadOnlySpan<double>(low, row, count), new ReadOnlySpan<double>(close, row, count), new ReadOnlySpan<double>(volume, row, count));
        }
    }

    /// <summary>The minutes in which anything traded, in order of time.</summary>
    public Enumerator GetEnumerator() => new(this);

    static (long Start, long End) Bounds(TradingSession session, SessionHours hours) => hours == SessionHours.Regular
        ? (session.OpenNanoseconds, session.CloseNanoseconds)
        : (EngineTime.From(session.ExtendedOpen), EngineTime.From(session.ExtendedClose));

    static BarColumns?[] BySymbol(InstrumentTable instruments, IReadOnlyList<BarColumns> columns)
    {
        var bySymbol = new BarColumns?[instruments.Count];
        foreach (var bars in columns)
        {
            if (!instruments.TryFind(bars.Symbol, out var instrument))
                throw new ArgumentException($"bars of {bars.Symbol}, which is not in the instrument table; add it there or leave its bars out", nameof(columns));
            if (bySymbol[instrument.Index] is not null) throw new ArgumentException($"bars of {bars.Symbol} are given twice", nameof(columns));
            bySymbol[instrument.Index] = bars;
        }
        return bySymbol;
    }

    /// <summary>A counting sort: symbols are taken in rising order, so each minute's rows come out in rising order.</summary>
    void Fill(BarColumns?[] bySymbol, long end)
    {
        Array.Clear(firstRow);
        var first = new int[bySymbol.Length];
        var last = new int[bySymbol.Length];
        for (var symbol = 0; symbol < bySymbol.Length; symbol++)
        {
            if (bySymbol[symbol] is not { } bars) continue;
            (first[symbol], last[symbol]) = (bars.RowAtOrAfter(Start), bars.RowAtOrAfter(end));
            for (var row = first[symbol]; row < last[symbol]; row++) firstRow[MinuteOf(bars, row) + 1]++;
        }
        for (var minute = 0; minute < MinuteCount; minute++) firstRow[minute + 1] += firstRow[minute];

        EnsureCapacity(firstRow[MinuteCount]);
        var next = firstRow.AsSpan(0, MinuteCount).ToArray();
        for (var symbol = 0; symbol < bySymbol.Length; symbol++)
        {
            if (bySymbol[symbol] is not { } bars) continue;
            for (var row = first[symbol]; row < last[symbol]; row++)
            {
                var at = next[MinuteOf(bars, row)]++;
                symbols[at] = symbol;
                open[at] = bars.Open[row];
                high[at] = bars.High[row];
                low[at] = bars.Low[row];
                close[at] = bars.Close[row];
                volume[at] = bars.Volume[row];
            }
        }
    }

    int MinuteOf(BarColumns bars, int row)
    {
        var (minute, rest) = Math.DivRem(bars.Time[row] - Start, EngineTime.Minute);
        return rest == 0
            ? (int)minute
            : throw new ArgumentException($"{bars.Symbol}: the bar at {EngineTime.ToInstant(bars.Time[row])} does not open on a whole minute; expected one-minute bars");
    }

    void EnsureCapacity(int bars)
    {
        if (symbols.Length >= bars) return;
        symbols = new int[bars];
        open = new double[bars];
        high = new double[bars];
        low = new double[bars];
        close = new double[bars];
        volume = new double[bars];
    }

    /// <summary>Walks the minutes that have bars.</summary>
    public ref struct Enumerator(SessionGrid grid)
    {
        int minute = -1;

        public readonly GridMinute Current => new(minute, grid.OpenOf(minute), grid[minute]);

        public bool MoveNext()
        {
            while (++minute < grid.MinuteCount)
                if (grid.firstRow[minute] < grid.firstRow[minute + 1]) return true;
            return false;
        }
    }
}
