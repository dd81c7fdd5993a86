using Bellwether.Core;

namespace Bellwether.Live;

/// <summary>
/// Joins the broker's history and the minutes of the live stream, so that the engine sees every minute of a symbol once and in order, those of all symbols together:
/// after the start and after each interruption.
/// <para>
/// A stream's minutes count from the first one that it saw from its beginning; what lies between them and what is known already is asked for: whole minutes at once, the
/// minute in which the stream began when it is over, so that it comes whole and from one source. Until all symbols of a connection have their past, their live minutes wait.
/// </para>
/// </summary>
/// <remarks>Knows no clock and no broker: it is told. Times are nanoseconds since the Unix epoch, minutes are known by their open.</remarks>
sealed class HistorySeam
{
    /// <summary>A stream that was not even asked for so long after the connection stood holds nobody up any longer.</summary>
    const long StreamLimit = 90 * EngineTime.Second;

    /// <summary>No live minute waits longer than this for somebody's past.</summary>
    const long HoldLimit = 5 * EngineTime.Minute;

    readonly Side[] sides;
    readonly List<(Bar Bar, int Symbol, bool IsLive)> waiting = [];
    readonly List<(Bar Bar, int Symbol, bool IsLive)> ready = [];
    readonly List<Bar> alsoSeen = [];
    readonly int[] symbols;
    readonly bool[] live;
    readonly double[] open, high, low, close, volume;
    long connectedAt;
    long heldSince = long.MaxValue;
    long closedUntil = long.MinValue;
    int openSides;
    int next;

    public HistorySeam(int symbolCount)
    {
        sides = new Side[symbolCount];
        Array.Fill(sides, new Side { Covered = long.MinValue, LiveFrom = long.MaxValue, Since = long.MaxValue, Latest = long.MinValue });
        symbols = new int[symbolCount];
        live = new bool[symbolCount];
        hasHole = new bool[symbolCount];
        (open, high, low, close, volume) = (new double[symbolCount], new double[symbolCount], new double[symbolCount], new double[symbolCount], new double[symbolCount]);
    }

    struct Side
    {
        /// <summary>All minutes before it are here or were handed out.</summary>
        public long Covered;

        /// <summary>The stream's minutes from here on are whole.</summary>
        public long LiveFrom;

        /// <summary>When the stream began.</summary>
        public long Since;

        /// <summary>The latest minute that was handed out.</summary>
        public long Latest;

        /// <summary>Something is missing between <see cref="Covered"/> and <see cref="LiveFrom"/>, or may be.</summary>
        public bool IsOpen;

        /// <summary>It waits together with all others of its connection.</summary>
        public bool IsJoint;

        /// <summary>Nobody wants its minutes: it has no stream, misses nothing and holds nobody up.</summary>
        public bool IsResting;
        public bool HasHistory;
        public bool IsAsked;
    }

    /// <summary>By symbol: it went on although minutes between others never came.</summary>
    readonly bool[] hasHole;

    /// <summary>See <see cref="hasHole"/>.</summary>
    public ReadOnlySpan<bool> HasHole => hasHole;

    /// <summary>An earlier run has taught the minutes of a symbol up to and with this one: before anything else is said of the symbol.</summary>
    public void Known(int symbol, long latest) => (sides[symbol].Latest, sides[symbol].Covered) = (latest, latest + EngineTime.Minute);

    /// <summary>What was <see cref="Known"/> is not known any longer: before the first connection.</summary>
    public void Unknown(int symbol) => (sides[symbol].Latest, sides[symbol].Covered) = (long.MinValue, long.MinValue);

    /// <summary>Nothing is missing and nothing waits.</summary>
    public bool IsClosed => openSides == 0 && waiting.Count == 0 && next == ready.Count;

    /// <summary>Minutes of a symbol are not known yet, or wait for those of others: what is known of it may be of before.</summary>
    public bool IsBehind(int symbol) => sides[symbol] is { IsOpen: true } or { IsJoint: true };

    /// <summary>All minutes that ended by then were handed out by the live bars.</summary>
    public void Closed(long until) => closedUntil = Math.Max(closedUntil, until);

    /// <summary>A connection stands and streams are about to begin: all symbols wait for each other.</summary>
    public void Connected(long now)
    {
        connectedAt = now;
        foreach (ref var side in sides.AsSpan())
        {
            if (side.IsResting) continue;
            side.IsJoint = true;
            Open(ref side);
        }
    }

    /// <summary>What is known of a symbol's past is of another scale: it is asked for again from the beginning, and its live minutes wait for it.</summary>
    public void Again(int symbol, long now)
    {
        ref var side = ref sides[symbol];
        (side.HasHistory, side.IsAsked, side.Covered, side.Latest) = (false, false, long.MinValue, long.MinValue);
        if (side.LiveFrom != long.MaxValue) side.LiveFrom = Math.Max(side.LiveFrom, Floor(now + EngineTime.Minute - 1));
        waiting.RemoveAll(w => w.Symbol == symbol);
        if (!side.IsResting) Open(ref side);
    }

    /// <summary>Nobody wants the minutes of a symbol any longer, or somebody does again: what it missed meanwhile is then asked for, and only it waits for that.</summary>
    public void Rest(int symbol, bool isResting)
    {
        ref var side = ref sides[symbol];
        if (side.IsResting == isResting) return;
        side.IsResting = isResting;
        if (!isResting)
        {
            Open(ref side);
            return;
        }
        Close(ref side);
        (side.IsJoint, side.IsAsked, side.LiveFrom, side.Since) = (false, false, long.MaxValue, long.MaxValue);
        if (side.Latest != long.MinValue) side.Covered = Math.Max(side.Covered, side.Latest + EngineTime.Minute);
    }

    /// <summary>The connection is gone, and with it the streams and the questions under way.</summary>
    public void Lost()
    {
        foreach (ref var side in sides.AsSpan()) (side.LiveFrom, side.Since, side.IsAsked) = (long.MaxValue, long.MaxValue, false);
    }

    /// <summary>The five-second bars of a symbol come without an interruption since a time; nothing happens when that is known.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="since">When they began; <see cref="long.MaxValue"/> = they do not come.</param>
    /// <param name="lost">End of the latest bar before that; 0 = none.</param>
    public void Stream(int symbol, long since, long lost)
    {
        ref var side = ref sides[symbol];
        if (side.Since == since) return;
        side.Since = since;
        if (since == long.MaxValue)
        {
            side.LiveFrom = long.MaxValue;
            return;
        }
        side.LiveFrom = Floor(since + EngineTime.Minute - 1);
        if (!side.HasHistory) return;
        side.IsAsked = false;
        if (side.Latest != long.MinValue) side.Covered = Math.Max(side.Covered, side.Latest + EngineTime.Minute);
        // Minutes without a trade are not handed out, and were seen all the same.
        if (lost > 0) side.Covered = Math.Max(side.Covered, Math.Min(closedUntil, Floor(lost)));
        Open(ref side);
        CloseIfWhole(ref side);
    }

    /// <summary>Minutes of the latest answer that the live stream tells: what was seen stays, whatever history says of it.</summary>
    public IReadOnlyList<Bar> AlsoSeen => alsoSeen;

    /// <summary>History of a symbol came, or the word that there is none.</summary>
    public void Answered(int symbol, in HistoryAnswer answer)
    {
        alsoSeen.Clear();
        ref var side = ref sides[symbol];
        hasHole[symbol] |= !answer.IsAnswer;
        side.HasHistory = true;
        side.IsAsked = false;
        side.Covered = Math.Max(side.Covered, Floor(answer.AskedAt));
        for (var i = 0; i < answer.Bars.Length; i++)
        {
            var bar = answer.Bars[i];
            // The last one may be in progress; one that another stands behind is not.
            if (i == answer.Bars.Length - 1 && bar.Time + EngineTime.Minute > answer.AskedAt) break;
            side.Covered = Math.Max(side.Covered, bar.Time + EngineTime.Minute);
            if (bar.Time > side.Latest && bar.Time < side.LiveFrom) waiting.Add((bar, symbol, false));
            else alsoSeen.Add(bar);
        }
        if (side.IsOpen) CloseIfWhole(ref side);
    }

    /// <summary>Since when minutes of a symbol are to be asked for; null when none need be, or not yet.</summary>
    public long? MissingSince(int symbol, long now)
    {
        ref var side = ref sides[symbol];
        if (!side.IsOpen || !side.HasHistory || side.IsAsked || side.LiveFrom == long.MaxValue) return null;
        // Whole minutes at once, the one in progress when it is over.
        if (now < side.LiveFrom && !HasSessionBetween(side.Covered, Floor(now))) return null;
        side.IsAsked = true;
        return side.Covered;
    }

    /// <summary>A live minute. What may not go on yet is kept.</summary>
    /// <param name="slice">The minute's bars.</param>
    /// <param name="opened">Open of the minute.</param>
    /// <param name="now">The present time.</param>
    /// <returns>The bars that may go on; valid until the next call.</returns>
    public Slice Live(in Slice slice, long opened, long now)
    {
        var passes = true;
        foreach (var symbol in slice.Symbols)
        {
            ref var side = ref sides[symbol];
            passes &= opened >= side.LiveFrom && !side.IsOpen && !side.IsJoint && opened > side.Latest;
        }
        if (passes)
        {
            foreach (var symbol in slice.Symbols) sides[symbol].Latest = opened;
            return slice;
        }
        var count = 0;
        for (var row = 0; row < slice.Count; row++)
        {
            var symbol = slice.Symbols[row];
            ref var side = ref sides[symbol];
            // A minute that the stream did not see from its beginning is history's to tell.
            if (opened < side.LiveFrom || opened <= side.Latest) continue;
            if (side.IsOpen || side.IsJoint)
            {
                heldSince = Math.Min(heldSince, now);
                waiting.Add((new Bar(opened, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row]), symbol, true));
                continue;
            }
            side.Latest = opened;
            Row(count++, symbol, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row]);
        }
        return Rows(count, opened);
    }

    /// <summary>A live minute that late data have changed since it closed, or made where there was none.</summary>
    /// <returns>The engine is to hear of it. One that still waits is corrected where it waits, and one that the stream did not see whole is history's to tell.</returns>
    public bool Amended(int symbol, in Bar bar)
    {
        ref var side = ref sides[symbol];
        if (bar.Time < side.LiveFrom) return false;
        for (var i = 0; i < waiting.Count; i++)
        {
            if (waiting[i].Symbol != symbol || waiting[i].Bar.Time != bar.Time) continue;
            waiting[i] = (bar, symbol, true);
            return false;
        }
        if (bar.Time <= side.Latest) return true;
        if (side.IsOpen || side.IsJoint)
        {
            waiting.Add((bar, symbol, true));
            return false;
        }
        side.Latest = bar.Time;
        return true;
    }

    /// <summary>Decides what may go on now, for <see cref="TryNext"/>.</summary>
    /// <returns>Symbols that go on with a hole, because their past has not come in time.</returns>
    public int Advance(long now)
    {
        var late = 0;
        if (now - connectedAt > StreamLimit)
            foreach (ref var side in sides.AsSpan())
                if (side is { IsOpen: true, HasHistory: true, LiveFrom: long.MaxValue }) Close(ref side);
        if (heldSince != long.MaxValue && now - heldSince > HoldLimit)
            for (var symbol = 0; symbol < sides.Length; symbol++)
            {
                ref var side = ref sides[symbol];
                if (!side.IsOpen) continue;
                late++;
                hasHole[symbol] = true;
                side.HasHistory = true;
                side.Covered = Math.Max(side.Covered, side.LiveFrom == long.MaxValue ? Floor(now) : side.LiveFrom);
                Close(ref side);
            }
        var whole = Watermark();
        if (whole == long.MaxValue)
            foreach (ref var side in sides.AsSpan()) side.IsJoint = false;
        ready.Clear();
        next = 0;
        var left = 0;
        for (var i = 0; i < waiting.Count; i++)
        {
            ref readonly var side = ref sides[waiting[i].Symbol];
            if (side.IsJoint ? waiting[i].Bar.Time < whole : !side.IsOpen) ready.Add(waiting[i]);
            else waiting[left++] = waiting[i];
        }
        waiting.RemoveRange(left, waiting.Count - left);
        ready.Sort((a, b) => a.Bar.Time != b.Bar.Time ? a.Bar.Time.CompareTo(b.Bar.Time) : a.Symbol.CompareTo(b.Symbol));
        if (openSides == 0) heldSince = long.MaxValue;
        return late;
    }

    /// <summary>The next minute of the past with all its bars, oldest first. It is over: nothing is to be decided by it.</summary>
    public bool TryNext(out Slice slice)
    {
        var count = 0;
        var opened = 0L;
        while (next < ready.Count)
        {
            var (bar, symbol, isLive) = ready[next];
            if (count > 0 && bar.Time != opened) break;
            next++;
            if (bar.Time <= sides[symbol].Latest) continue;
            sides[symbol].Latest = opened = bar.Time;
            live[count] = isLive;
            Row(count++, symbol, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
        }
        slice = Rows(count, opened);
        return count > 0;
    }

    /// <summary>By row of the latest slice of <see cref="TryNext"/>: whether the stream brought it, and not history.</summary>
    public ReadOnlySpan<bool> AreLive => live;

    /// <summary>Of the symbols that wait for each other, all know what was before this time.</summary>
    long Watermark()
    {
        var whole = long.MaxValue;
        foreach (ref readonly var side in sides.AsSpan())
            if (side is { IsJoint: true, IsOpen: true }) whole = Math.Min(whole, side.HasHistory ? side.Covered : long.MinValue);
        return whole;
    }

    void Open(ref Side side)
    {
        if (!side.IsOpen) openSides++;
        side.IsOpen = true;
    }

    void Close(ref Side side)
    {
        if (side.IsOpen) openSides--;
        side.IsOpen = false;
    }

    void CloseIfWhole(ref Side side)
    {
        if (side.LiveFrom == long.MaxValue || HasSessionBetween(side.Covered, side.LiveFrom)) return;
        side.Covered = Math.Max(side.Covered, side.LiveFrom);
        Close(ref side);
    }

    /// <summary>Something may have traded in regular hours between two times.</summary>
    public static bool HasSessionBetween(long from, long to) =>
        from < to && ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(from)).OpenNanoseconds < to;

    void Row(int row, int symbol, double o, double h, double l, double c, double v) =>
        (symbols[row], open[row], high[row], low[row], close[row], volume[row]) = (symbol, o, h, l, c, v);

    Slice Rows(int count, long opened) =>
        new(symbols.AsSpan(0, count), open.AsSpan(0, count), high.AsSpan(0, count), low.AsSpan(0, count), close.AsSpan(0, count), volume.AsSpan(0, count), opened);

    static long Floor(long time) => time - (time % EngineTime.Minute);
}
