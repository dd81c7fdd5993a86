namespace Bellwether.MarketData;

/// <summary>
/// Makes timed bars of one symbol's quotes, as they come (<see cref="AddQuote"/> and the clock's <see cref="TryClose"/>), of columns, or of finer bars of quotes
/// (<see cref="AddBar"/>): the same steps, so that the same input gives the same bits however it is cut.
/// <para>
/// What stands when an interval begins is its open; high and low include it. An interval in which nothing came makes no bar. Quotes do not outlive the extended session of
/// their day; those outside the session hours change what stands and make no bar. Times must not fall: an earlier quote is counted and passed over.
/// </para>
/// </summary>
public sealed class QuoteBarBuilder
{
    readonly SessionBuckets days = new(BarSpec.Daily, SessionHours.Extended);
    readonly SessionBuckets buckets;
    QuoteSideAccumulator bid = QuoteSideAccumulator.Absent;
    QuoteSideAccumulator ask = QuoteSideAccumulator.Absent;
    SpreadAccumulator spread;
    long updates;
    long start = long.MinValue;
    long end = long.MinValue;
    long closes = long.MinValue;
    long dayStart = long.MaxValue;
    long dayEnd = long.MinValue;
    long last = long.MinValue;
    long closedTo = long.MinValue;

    /// <summary>There is a bar in the making.</summary>
    bool building;

    /// <summary>The last quote lies in its interval, in the session hours.</summary>
    bool inside;

    /// <summary>All quotes of the last time have come, and what they left standing is in the spread.</summary>
    bool settled = true;

    /// <exception cref="ArgumentException">Not a timed bar.</exception>
    public QuoteBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (!spec.IsTimed || spec == default) throw new ArgumentException($"{spec}: expected a bar that ends by the clock; quotes do not trade", nameof(spec));
        Spec = spec;
        buckets = new SessionBuckets(spec, hours);
    }

    public BarSpec Spec { get; }

    /// <summary>Quotes outside the session hours.</summary>
    public long OutsideSession { get; private set; }

    /// <summary>Quotes whose time was before that of an earlier one, or whose interval was closed already.</summary>
    public long Late { get; private set; }

    /// <summary>Sides that were taken away by a price or size of 0 or less.</summary>
    public long Withdrawn { get; private set; }

    /// <summary>Adds the next quote; see <see cref="QuoteColumns"/> for what a side may say.</summary>
    /// <returns>True when it ended the bar before it, which is <paramref name="closed"/>.</returns>
    public bool AddQuote(long time, double bid, double bidSize, double ask, double askSize, out QuoteBar closed)
    {
        var ended = Enter(time, carry: true, out var usable, out closed);
        if (!usable) return ended;
        Set(ref this.bid, bid, bidSize);
        Set(ref this.ask, ask, askSize);
        settled = false;
        return ended;
    }

    /// <summary>
    /// Adds the next finer bar of quotes, whose sides count whole. Mid and spread are known at its open and at its close only, and its close stands until the next one:
    /// the extremes of a mid between them cannot be told from bars.
    /// </summary>
    /// <returns>True when it ended the bar before it, which is <paramref name="closed"/>.</returns>
    public bool AddBar(long time, in QuoteSide bid, in QuoteSide ask, out QuoteBar closed)
    {
        var ended = Enter(time, carry: false, out var usable, out closed);
        if (!usable) return ended;
        if (bid.IsQuoted) this.bid.Set(bid.Open, double.NaN, inside);
        if (ask.IsQuoted) this.ask.Set(ask.Open, double.NaN, inside);
        settled = false;
        Settle();
        Set(ref this.bid, bid);
        Set(ref this.ask, ask);
        settled = false;
        return ended;
    }

    /// <summary>The clock's word: intervals that ended at or before <paramref name="now"/> are over.</summary>
    /// <returns>True when that ended a bar.</returns>
    public bool TryClose(long now, out QuoteBar closed)
    {
        closed = default;
        closedTo = Math.Max(closedTo, now);
        if (!building || closes > now) return false;
        closed = Close(isComplete: true);
        return true;
    }

    /// <summary>The input is over: hands out the bar in the making, which is complete only if the clock has passed its end.</summary>
    public bool TryFlush(out QuoteBar closed)
    {
        closed = default;
        if (!building) return false;
        closed = Close(isComplete: closes <= closedTo);
        return true;
    }

    /// <summary>The bar in the making as it is now, up to the last quote, which goes on.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryPeek(out QuoteBar unfinished)
    {
        unfinished = default;
        if (!building) return false;
        var now = spread;
        if (inside && !settled) now.Stand(bid.Price, ask.Price);
        unfinished = new QuoteBar(start, bid.Bar, ask.Bar, now.Mid, now.Mean, now.Narrowest, now.Widest, updates, now.Crossed, IsComplete: false);
        return true;
    }

    /// <summary>Finds day and interval of a time; a bar of an earlier interval is closed.</summary>
    /// <param name="carry">What stands is the open of a new interval.</param>
    /// <param name="usable">False for a quote that is passed over altogether.</param>
    bool Enter(long time, bool carry, out bool usable, out QuoteBar closed)
    {
        closed = default;
        usable = false;
        if (time < last)
        {
            Late++;
            return false;
        }
        if (time > last) Settle();
        if (inside && time < end)
        {
            spread.Advance(time);
            (usable, last) = (true, time);
            updates++;
            return false;
        }
        if (inside) spread.Advance(end);
        inside = false;
        if (time < dayStart || time >= dayEnd)
        {
            if (!days.TryLocate(time, out var newDay, out var newDayEnd, out _))
            {
                OutsideSession++;
                return false;
            }
            (dayStart, dayEnd) = (newDay, newDayEnd);
            bid.Withdraw();
            ask.Withdraw();
        }
        (usable, last) = (true, time);
        var located = buckets.TryLocate(time, out var newStart, out var newEnd, out var newCloses);
        if (!located) OutsideSession++;
        else if (newCloses <= closedTo) Late++;
        var belongs = located && newCloses > closedTo;
        var ended = building && (belongs ? newStart != start : time >= closes);
        if (ended) closed = Close(isComplete: true);
        if (!belongs) return ended;
        (start, end, closes, inside) = (newStart, newEnd, newCloses, true);
        if (building) spread.Pause(time);
        else Begin(carry);
        spread.Advance(time);
        updates++;
        return ended;
    }

    void Begin(bool carry)
    {
        building = true;
        updates = 0;
        bid.Begin(carry);
        ask.Begin(carry);
        spread.Begin(start);
        if (carry) spread.Stand(bid.Price, ask.Price);
    }

    QuoteBar Close(bool isComplete)
    {
        Settle();
        if (inside) spread.Advance(isComplete ? end : last);
        (building, inside) = (false, false);
        return new QuoteBar(start, bid.Bar, ask.Bar, spread.Mid, spread.Mean, spread.Narrowest, spread.Widest, updates, spread.Crossed, isComplete);
    }

    /// <summary>Quotes of one time are one change: only what they leave standing counts for mid and spread.</summary>
    void Settle()
    {
        if (inside && !settled) spread.Stand(bid.Price, ask.Price);
        settled = true;
    }

    void Set(ref QuoteSideAccumulator side, double price, double size)
    {
        if (!double.IsNaN(price) && !side.Set(price, size, inside)) Withdrawn++;
    }

    void Set(ref QuoteSideAccumulator side, in QuoteSide bar)
    {
        if (!bar.IsQuoted) return;
        if (inside)
        {
            side.Reach(bar.High);
            side.Reach(bar.Low);
            side.Reach(bar.Close);
        }
        if (!side.Set(bar.Close, bar.Size, inside)) Withdrawn++;
    }
}
