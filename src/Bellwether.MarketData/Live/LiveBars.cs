using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Bars of a live stream, of all symbols and of several lengths at once, from finer bars (the broker's of five seconds) or from trades, by the same
/// <see cref="TimeBarBuilder"/> that makes bars of history. Constant work for each input, no allocation after construction.
/// <para>
/// Time is the caller's: it adds input as it comes and calls <see cref="TryClose"/> with its clock until that answers false. A bar is handed out at its end plus the grace,
/// whoever has ticked since; input that comes in time may come in any order. What comes later meets the <see cref="LatePolicy"/>.
/// </para>
/// <para>
/// A stream that was interrupted (<see cref="Lose(int)"/>) is whole again from a stated time on (<see cref="Listen(int, long)"/>): intervals in between, and those that
/// reach into it, are never handed out as bars. Until the first <see cref="Listen(long)"/> there is no stream.
/// </para>
/// </summary>
public sealed partial class LiveBars
{
    readonly LiveBarsOptions options;
    readonly int symbolCount;
    readonly Kind[] kinds;
    readonly SeenBars seen;
    readonly QuietIntervals quiet = new();
    readonly Queue<(int Symbol, long Opened, long Closed)> incomplete = new();

    /// <summary>By symbol: the end of the latest input.</summary>
    readonly long[] lastEnd;

    /// <summary>By symbol: since when its input comes without a gap.</summary>
    readonly long[] listened;
    readonly int[] symbols;
    readonly double[] open;
    readonly double[] high;
    readonly double[] low;
    readonly double[] close;
    readonly double[] volume;
    readonly double[] vwap;
    readonly long[] trades;
    readonly BarPresence[] presence;
    readonly long earliest;
    readonly long latest;
    long repeated;
    int amended;

    /// <param name="symbolCount">Symbols are named by index, from 0.</param>
    /// <exception cref="ArgumentException">Options that cannot be; the message says which and what would be right.</exception>
    public LiveBars(int symbolCount, LiveBarsOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        this.symbolCount = symbolCount;
        this.options = (options ?? new LiveBarsOptions()).Checked();
        kinds = new Kind[this.options.Specs.Count];
        for (var k = 0; k < kinds.Length; k++) kinds[k] = new Kind(this.options.Specs[k], this.options, symbolCount);
        seen = new SeenBars(symbolCount, this.options.InputLength);
        lastEnd = new long[symbolCount];
        Array.Fill(lastEnd, long.MinValue);
        listened = new long[symbolCount];
        Array.Fill(listened, long.MaxValue);
        symbols = new int[symbolCount];
        open = new double[symbolCount];
        high = new double[symbolCount];
        low = new double[symbolCount];
        close = new double[symbolCount];
        volume = new double[symbolCount];
        vwap = new double[symbolCount];
        trades = new long[symbolCount];
        presence = new BarPresence[symbolCount];
        var calendar = ExchangeCalendar.NewYork;
        earliest = EngineTime.From(calendar.Zone.AtStartOfDay(calendar.First).ToInstant());
        latest = EngineTime.From(calendar.Zone.AtStartOfDay(calendar.Last.PlusDays(1)).ToInstant());
    }

    public IReadOnlyList<BarSpec> Specs => options.Specs;

    /// <summary>What became of the input in one kind of bar, since construction.</summary>
    public LiveBarCounters CountersOf(int spec) => kinds[spec].Counters with { Repeated = repeated };

    /// <summary>Input of all symbols comes without a gap from this engine time on.</summary>
    public void Listen(long since)
    {
        for (var symbol = 0; symbol < symbolCount; symbol++) Listen(symbol, since);
    }

    /// <summary>
    /// Input of a symbol comes without a gap from this engine time on. Whether or not the loss before was noticed: what reaches from its latest input to this time is broken.
    /// </summary>
    public void Listen(int symbol, long since)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symbol, (uint)symbolCount, nameof(symbol));
        listened[symbol] = since;
        foreach (var kind in kinds) kind.Builders[symbol].Break(lastEnd[symbol], since);
    }

    /// <summary>Input of all symbols is being lost, from the latest of each on.</summary>
    public void Lose() => Listen(long.MaxValue);

    /// <summary>Input of a symbol is being lost, from the latest on.</summary>
    public void Lose(int symbol) => Listen(symbol, long.MaxValue);

    /// <summary>Adds a bar of the input, or counts why not. Its values are the caller's to vouch for.</summary>
    /// <param name="symbol">Index in the instrument table.</param>
    /// <param name="average">The average price of the bar as its source states it; <see cref="double.NaN"/> if it does not.</param>
    /// <param name="count">How many trades made it; −1 if the source does not tell.</param>
    public void Add(int symbol, in Bar bar, double average = double.NaN, long count = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symbol, (uint)symbolCount, nameof(symbol));
        if (!IsKnown(bar.Time)) return;
        if (!seen.IsNew(symbol, bar.Time))
        {
            repeated++;
            return;
        }
        quiet.Came(bar.Time, lastEnd[symbol] >= listened[symbol] ? bar.Time - lastEnd[symbol] : 0, bar.Volume);
        lastEnd[symbol] = Math.Max(lastEnd[symbol], bar.Time + options.InputLength);
        for (var k = 0; k < kinds.Length; k++) Count(kinds[k], kinds[k].Builders[symbol].Merge(bar, average, count, out var closes), closes);
    }

    /// <summary>Adds a trade, or counts why not. Its values are the caller's to vouch for.</summary>
    /// <param name="symbol">Index in the instrument table.</param>
    /// <param name="size">Shares.</param>
    public void AddTrade(int symbol, long time, double price, double size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symbol, (uint)symbolCount, nameof(symbol));
        if (!IsKnown(time)) return;
        lastEnd[symbol] = Math.Max(lastEnd[symbol], time);
        for (var k = 0; k < kinds.Length; k++) Count(kinds[k], kinds[k].Builders[symbol].Merge(time, price, size, out var closes), closes);
    }

    /// <summary>
    /// Hands out the oldest bars that ended at least the grace before <paramref name="now"/>. Call it until it answers false. A clock that is set back changes nothing; one that
    /// jumps ahead has all bars in between handed out in their order.
    /// </summary>
    /// <param name="now">Engine time.</param>
    public bool TryClose(long now, out BarSlice slice)
    {
        // The largest time stands for never.
        var until = Math.Min(now, long.MaxValue - 1) - options.Grace;
        foreach (var kind in kinds) kind.Buckets.ClosedTo = Math.Max(kind.Buckets.ClosedTo, until);
        while (true)
        {
            Kind? due = null;
            foreach (var kind in kinds)
                if (kind.NextClose <= until && (due is null || kind.NextClose < due.NextClose)) due = kind;
            if (due is null)
            {
                slice = default;
                return false;
            }
            if (TryTake(due, out slice)) return true;
        }
    }

    /// <summary>When the next bars are due, the grace included; <see cref="long.MaxValue"/> = none.</summary>
    public long NextDue
    {
        get
        {
            var next = long.MaxValue - options.Grace;
            foreach (var kind in kinds) next = Math.Min(next, kind.NextClose);
            return next + options.Grace;
        }
    }

    /// <summary>
    /// A bar of the first kind that was not handed out because inputs are missing that nobody knew to be lost; each once. Only where
    /// <see cref="LiveBarsOptions.TellsEveryInterval"/>. What comes of it later is late.
    /// </summary>
    public bool TryTakeIncomplete(out int symbol, out long opened, out long closed)
    {
        var any = incomplete.TryDequeue(out var found);
        (symbol, opened, closed) = any ? found : (-1, 0, 0);
        return any;
    }

    /// <summary>Hands out a bar that late input has changed since it was handed out. Call it until it answers false.</summary>
    public bool TryTakeAmended(out BarSpec spec, out int symbol, out AggregatedBar bar)
    {
        (spec, symbol, bar) = (default, -1, default);
        if (amended == 0) return false;
        foreach (var kind in kinds)
        {
            for (symbol = 0; symbol < symbolCount; symbol++)
            {
                if (!kind.Builders[symbol].TryTakeAmended(LengthTold(kind), out bar)) continue;
                spec = kind.Spec;
                return true;
            }
        }
        amended = 0;
        symbol = -1;
        return false;
    }

    /// <summary>The bar in progress of one kind and symbol as it is so far, marked as not complete; false when there is none.</summary>
    public bool TryShow(int spec, int symbol, out AggregatedBar bar) => kinds[spec].Builders[symbol].TryShow(out bar);

    /// <summary>Times that no calendar knows are in no session.</summary>
    bool IsKnown(long time)
    {
        if (time >= earliest && time < latest) return true;
        foreach (var kind in kinds) kind.Counters = kind.Counters with { OutsideSession = kind.Counters.OutsideSession + 1 };
        return false;
    }

    /// <summary>The length of the intervals that must all be there; 0 where nobody promises them.</summary>
    long LengthTold(Kind kind) => options.TellsEveryInterval && quiet.AreTold && kind.Spec.Kind == BarKind.Time ? options.InputLength : 0;

    void Count(Kind kind, Arrival arrival, long closes)
    {
        ref var counters = ref kind.Counters;
        switch (arrival)
        {
            case Arrival.Merged: counters = counters with { Merged = counters.Merged + 1 }; break;
            case Arrival.Straggled: counters = counters with { Merged = counters.Merged + 1, Straggled = counters.Straggled + 1 }; break;
            case Arrival.Amended:
                counters = counters with { Amended = counters.Amended + 1 };
                amended++;
                return;
            case Arrival.Late: counters = counters with { Late = counters.Late + 1 }; return;
            case Arrival.TooEarly: counters = counters with { TooEarly = counters.TooEarly + 1 }; return;
            case Arrival.OutsideSession: counters = counters with { OutsideSession = counters.OutsideSession + 1 }; return;
        }
        kind.Opened(closes);
    }

    /// <summary>Takes the bars of one kind that close next; false when none of them is to be handed out.</summary>
    bool TryTake(Kind kind, out BarSlice slice)
    {
        var closes = kind.NextClose;
        var (start, sessionStart) = kind.Closing(closes);
        var (count, broken, next) = (0, 0L, long.MaxValue);
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            var builder = kind.Builders[symbol];
            var state = builder.Take(closes, LengthTold(kind), out var bar, out var isIncomplete);
            if (isIncomplete)
            {
                // What comes of it later would be a part that looks like a whole.
                builder.Break(start, closes);
                if (kind == kinds[0]) incomplete.Enqueue((symbol, start, closes));
            }
            next = Math.Min(next, builder.NextClose());
            if (state == BarPresence.Broken) broken++;
            if (state == BarPresence.Missing && builder.LastStart >= sessionStart)
            {
                state = BarPresence.Filled;
                bar = new AggregatedBar(start, builder.LastClose, builder.LastClose, builder.LastClose, builder.LastClose, 0, double.NaN, 0, IsComplete: true);
            }
            presence[symbol] = state;
            if (state is not (BarPresence.Present or BarPresence.Filled)) continue;
            (symbols[count], open[count], high[count], low[count], close[count]) = (symbol, bar.Open, bar.High, bar.Low, bar.Close);
            (volume[count], vwap[count], trades[count]) = (bar.Volume, bar.Vwap, bar.Trades);
            count++;
        }
        kind.Counters = kind.Counters with { BrokenBars = kind.Counters.BrokenBars + broken };
        kind.Closed(closes, next);
        slice = new BarSlice(kind.Spec, start, closes,
            new Slice(symbols.AsSpan(0, count), open.AsSpan(0, count), high.AsSpan(0, count), low.AsSpan(0, count), close.AsSpan(0, count), volume.AsSpan(0, count), start),
            vwap.AsSpan(0, count), trades.AsSpan(0, count), presence);
        return count > 0;
    }
}
