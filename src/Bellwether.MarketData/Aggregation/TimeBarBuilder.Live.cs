using Bellwether.Core;

namespace Bellwether.MarketData;

/// <content>
/// A live stream: several intervals may be open at once, input goes into its own by its time, and they end by the clock alone. What it makes of input that comes in time
/// is what the same input makes in order.
/// </content>
public sealed partial class TimeBarBuilder
{
    const int Newest = -1;
    const int Nowhere = -2;

    /// <summary>Older intervals that are open still, or kept for amendments; empty where the input ends the bars.</summary>
    readonly OpenBar[] older = [];

    /// <summary>How long after its end a bar is kept for amendments.</summary>
    readonly long keptFor;

    /// <summary>What begins before this is broken.</summary>
    long wholeFrom = long.MaxValue;

    /// <summary>The end of the latest interval of which input was left out.</summary>
    long leftOut = long.MinValue;

    /// <param name="shared">The intervals, and the clock, of all builders of this kind of bar.</param>
    /// <param name="slots">Open intervals besides the newest.</param>
    /// <param name="keptFor">How long after it is closed a bar can still be amended; 0 = not at all.</param>
    internal TimeBarBuilder(BarSpec spec, SessionBuckets shared, int slots, long keptFor)
    {
        Spec = spec;
        buckets = shared;
        older = new OpenBar[slots];
        Array.Fill(older, OpenBar.None);
        this.keptFor = keptFor;
    }

    /// <summary>The close of the latest bar that was handed out; <see cref="double.NaN"/> before the first.</summary>
    internal double LastClose { get; private set; } = double.NaN;

    /// <summary>The label of that bar.</summary>
    internal long LastStart { get; private set; } = long.MinValue;

    /// <summary>Adds a bar of the input to its interval.</summary>
    /// <param name="closes">When that interval is over.</param>
    internal Arrival Merge(in Bar bar, double vwap, long trades, out long closes)
    {
        closes = long.MaxValue;
        var arrival = Place(bar.Time, out var slot);
        if (slot == Nowhere) return arrival;
        ref var open = ref At(slot);
        open.Add(bar, vwap, trades);
        closes = open.Closes;
        return arrival;
    }

    /// <summary>Adds a trade to its interval.</summary>
    /// <inheritdoc cref="Merge(in Bar, double, long, out long)"/>
    internal Arrival Merge(long time, double price, double size, out long closes)
    {
        closes = long.MaxValue;
        var arrival = Place(time, out var slot);
        if (slot == Nowhere) return arrival;
        ref var open = ref At(slot);
        open.Add(time, price, size);
        closes = open.Closes;
        return arrival;
    }

    /// <summary>
    /// Data were lost from <paramref name="from"/> on and come again from <paramref name="to"/> on (<see cref="long.MaxValue"/>: it is not known from when). Intervals that this
    /// touches are no bars.
    /// </summary>
    internal void Break(long from, long to)
    {
        wholeFrom = Math.Max(to, leftOut);
        for (var slot = Newest; slot < older.Length; slot++)
        {
            ref var open = ref At(slot);
            if (!open.IsEmpty && !open.IsHandedOut && open.Closes > from && open.Start < to) open.IsBroken = true;
        }
    }

    /// <summary>When the first of the open intervals is over; <see cref="long.MaxValue"/> without one.</summary>
    internal long NextClose()
    {
        var next = long.MaxValue;
        for (var slot = Newest; slot < older.Length; slot++)
        {
            ref readonly var open = ref At(slot);
            if (!open.IsEmpty && !open.IsHandedOut && open.Closes < next) next = open.Closes;
        }
        return next;
    }

    /// <summary>Takes the open interval that is over at <paramref name="closes"/>, if there is one.</summary>
    /// <param name="inputLength">The source tells every interval of this length: one of which fewer inputs came is no bar. 0 = it does not.</param>
    /// <param name="bar">The bar, where it is one.</param>
    /// <param name="isIncomplete">Inputs are missing that nobody knew to be lost.</param>
    internal BarPresence Take(long closes, long inputLength, out AggregatedBar bar, out bool isIncomplete)
    {
        bar = default;
        isIncomplete = false;
        for (var slot = Newest; slot < older.Length; slot++)
        {
            ref var open = ref At(slot);
            if (open.IsEmpty || open.IsHandedOut || open.Closes != closes) continue;
            isIncomplete = !open.IsBroken && Lacks(open, inputLength);
            var isBroken = open.IsBroken || isIncomplete;
            if (!isBroken)
            {
                bar = open.Bar.Show(open.Start, isComplete: true);
                (LastClose, LastStart) = (bar.Close, bar.Time);
            }
            if (keptFor > 0 && !isBroken) open.IsHandedOut = true;
            else open.Bar = BarAccumulator.Empty;
            return isBroken ? BarPresence.Broken : BarPresence.Present;
        }
        return BarPresence.Missing;
    }

    static bool Lacks(in OpenBar open, long inputLength) => inputLength > 0 && open.Inputs < (open.Closes - open.Start) / inputLength;

    /// <summary>A bar that changed after it was handed out, each change once.</summary>
    /// <inheritdoc cref="Take(long, long, out AggregatedBar, out bool)"/>
    internal bool TryTakeAmended(long inputLength, out AggregatedBar bar)
    {
        for (var slot = Newest; slot < older.Length; slot++)
        {
            ref var open = ref At(slot);
            if (!open.IsAmended || Lacks(open, inputLength)) continue;
            open.IsAmended = false;
            bar = open.Bar.Show(open.Start, isComplete: true);
            if (open.Start == LastStart) LastClose = bar.Close;
            return true;
        }
        bar = default;
        return false;
    }

    /// <summary>The newest interval as it is so far; false when nothing is in it, it was handed out, or part of its data was lost.</summary>
    internal bool TryShow(out AggregatedBar bar)
    {
        var isOpen = current is { IsEmpty: false, IsHandedOut: false, IsBroken: false };
        bar = isOpen ? current.Bar.Show(current.Start, isComplete: false) : default;
        return isOpen;
    }

    ref OpenBar At(int slot) => ref slot == Newest ? ref current : ref older[slot];

    /// <summary>Finds the interval of a time among those that are open, or opens it.</summary>
    Arrival Place(long time, out int slot)
    {
        slot = Newest;
        // The newest interval, most often; handed out, it is closed.
        if (current.Covers(time) && !current.IsEmpty && !current.IsHandedOut) return current.IsBefore(time) ? Arrival.Straggled : Arrival.Merged;
        slot = Nowhere;
        if (!buckets.TryLocate(time, out var start, out var end, out var closes)) return Arrival.OutsideSession;
        if (closes <= buckets.ClosedTo) return Amend(start, end, closes, out slot);
        if (start > current.Start || (current.IsEmpty && start == current.Start))
        {
            if (!TryMakeRoom()) return TooEarly(closes);
            current = OpenBar.For(start, end, closes);
            current.IsBroken = start < wholeFrom;
            slot = Newest;
            return Arrival.Merged;
        }
        if (start == current.Start)
        {
            // Another session of the same week or month.
            current.End = Math.Max(current.End, end);
            slot = Newest;
            return current.IsBefore(time) ? Arrival.Straggled : Arrival.Merged;
        }
        slot = Find(start);
        if (slot != Nowhere) return Arrival.Straggled;
        slot = FindFree();
        if (slot == Nowhere) return TooEarly(closes);
        older[slot] = OpenBar.For(start, end, closes);
        older[slot].IsBroken = start < wholeFrom;
        return Arrival.Straggled;
    }

    /// <summary>The interval is closed: its bar, or the one that it had not had, is handed out anew, for as long as that may be.</summary>
    Arrival Amend(long start, long end, long closes, out int slot)
    {
        slot = Nowhere;
        if (keptFor == 0 || buckets.ClosedTo - closes > keptFor) return Arrival.Late;
        slot = current.Start == start && current.IsHandedOut ? Newest : Find(start);
        if (slot == Nowhere && start >= wholeFrom)
        {
            slot = FindFree();
            if (slot != Nowhere) older[slot] = OpenBar.For(start, end, closes);
        }
        if (slot == Nowhere) return Arrival.Late;
        At(slot).IsHandedOut = At(slot).IsAmended = true;
        return Arrival.Amended;
    }

    /// <summary>Without this input its interval would be a part that looks like a whole.</summary>
    Arrival TooEarly(long closes)
    {
        leftOut = Math.Max(leftOut, closes);
        wholeFrom = Math.Max(wholeFrom, leftOut);
        return Arrival.TooEarly;
    }

    /// <summary>Moves the newest interval aside, if anything is in it.</summary>
    bool TryMakeRoom()
    {
        if (current.IsEmpty) return true;
        var free = FindFree();
        if (free == Nowhere) return false;
        older[free] = current;
        return true;
    }

    int Find(long start)
    {
        for (var slot = 0; slot < older.Length; slot++)
            if (older[slot].Start == start && !older[slot].IsEmpty) return slot;
        return Nowhere;
    }

    int FindFree()
    {
        for (var slot = 0; slot < older.Length; slot++)
        {
            ref readonly var open = ref older[slot];
            if (open.IsEmpty || (open.IsHandedOut && !open.IsAmended && buckets.ClosedTo - open.Closes > keptFor)) return slot;
        }
        return Nowhere;
    }
}
