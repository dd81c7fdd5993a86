namespace Bellwether.MarketData;

/// <summary>
/// Makes timed bars of one symbol from finer bars or from trades, as they come (<see cref="AddBar"/>, <see cref="AddTrade"/> and the clock's
/// <see cref="TryClose"/>) or from columns at once (<see cref="AddBars{TSink}"/>, <see cref="AddTrades{TSink}"/>): the same steps, the same bits, however the input is cut into pieces.
/// <para>
/// Times must not fall. What lies outside the session hours is passed over. An interval without input makes no bar. A bar ends with the first input behind its interval, or
/// when the clock says so; input for an interval that was closed already is late: it is counted and dropped, never merged into a later bar.
/// </para>
/// </summary>
/// <remarks>A live stream, whose times may fall and whose bars end by the clock alone, is in <c>TimeBarBuilder.Live</c>; <see cref="LiveBars"/> has one for each symbol.</remarks>
public sealed partial class TimeBarBuilder : IBarBuilder
{
    readonly SessionBuckets buckets;

    /// <summary>The newest interval.</summary>
    OpenBar current = OpenBar.None;

    /// <exception cref="ArgumentException">Not a timed bar.</exception>
    public TimeBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (!spec.IsTimed || spec == default) throw new ArgumentException($"{spec}: expected a bar that ends by the clock", nameof(spec));
        Spec = spec;
        buckets = new SessionBuckets(spec, hours);
    }

    public BarSpec Spec { get; }

    /// <summary>Bars or trades that lay outside the session hours.</summary>
    public long OutsideSession { get; private set; }

    /// <summary>Bars or trades that came after their interval was closed, or before what had come already.</summary>
    public long Late { get; private set; }

    /// <summary>Adds the next bar of the input.</summary>
    /// <returns>True when it ended the bar before it, which is <paramref name="closed"/>.</returns>
    public bool AddBar(long time, double open, double high, double low, double close, double volume, out AggregatedBar closed)
    {
        var ended = Enter(time, out var belongs, out closed);
        if (belongs) current.Bar.AddBar(open, high, low, close, volume);
        return ended;
    }

    /// <summary>Adds the next trade.</summary>
    /// <inheritdoc cref="AddBar"/>
    public bool AddTrade(long time, double price, double size, out AggregatedBar closed)
    {
        var ended = Enter(time, out var belongs, out closed);
        if (belongs) current.Bar.AddTrade(price, size);
        return ended;
    }

    /// <summary>Adds columns of bars; what they end goes to the sink. The last bar stays open: see <see cref="TryFlush"/>.</summary>
    public void AddBars<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, ref TSink sink)
        where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length;)
        {
            if (Enter(time[i], out var belongs, out var closed)) sink.Add(closed);
            var length = belongs ? RunOf(time[i..]) : 1;
            if (belongs) current.Bar.AddBars(open.Slice(i, length), high.Slice(i, length), low.Slice(i, length), close.Slice(i, length), volume.Slice(i, length));
            i += length;
        }
    }

    /// <summary>
    /// Adds columns of bars of which some state their average price (<see cref="double.NaN"/> where not) and how many trades made them (−1 where not): what they state takes the place of their typical
    /// price, and the trades are added up where every bar tells them.
    /// </summary>
    public void AddStatedBars<TSink>(
        ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, ReadOnlySpan<double> vwap,
        ReadOnlySpan<long> trades, ref TSink sink)
        where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++)
        {
            if (Enter(time[i], out var belongs, out var closed)) sink.Add(closed);
            if (belongs) current.Bar.AddBar(open[i], high[i], low[i], close[i], volume[i], vwap[i], trades[i]);
        }
    }

    /// <summary>Adds columns of trades.</summary>
    /// <inheritdoc cref="AddBars{TSink}"/>
    public void AddTrades<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size, ref TSink sink)
        where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length;)
        {
            if (Enter(time[i], out var belongs, out var closed)) sink.Add(closed);
            var length = belongs ? RunOf(time[i..]) : 1;
            if (belongs) current.Bar.AddTrades(price.Slice(i, length), size.Slice(i, length));
            i += length;
        }
    }

    /// <summary>
    /// The clock's word: intervals that ended at or before <paramref name="now"/> are over. Live, call it with the time less the grace that stragglers are allowed.
    /// </summary>
    /// <returns>True when that ended a bar.</returns>
    public bool TryClose(long now, out AggregatedBar closed)
    {
        closed = default;
        buckets.ClosedTo = Math.Max(buckets.ClosedTo, now);
        if (current.IsEmpty || current.Closes > now) return false;
        closed = current.Bar.Close(current.Start, isComplete: true);
        return true;
    }

    /// <summary>The input is over: hands out the bar in the making, which is complete only if the clock has passed its end.</summary>
    public bool TryFlush(out AggregatedBar closed)
    {
        closed = default;
        if (current.IsEmpty) return false;
        closed = current.Bar.Close(current.Start, isComplete: current.Closes <= buckets.ClosedTo);
        return true;
    }

    /// <summary>Finds the interval of a time; a bar of an earlier one is closed.</summary>
    bool Enter(long time, out bool belongs, out AggregatedBar closed)
    {
        closed = default;
        if (current.Covers(time) && !current.IsEmpty)
        {
            belongs = true;
            return false;
        }
        belongs = false;
        if (!buckets.TryLocate(time, out var start, out var end, out var closes))
        {
            OutsideSession++;
            return false;
        }
        if (closes <= buckets.ClosedTo || start < current.Start)
        {
            Late++;
            return false;
        }
        belongs = true;
        var ended = !current.IsEmpty && start != current.Start;
        if (ended) closed = current.Bar.Close(current.Start, isComplete: true);
        (current.Start, current.End, current.Closes) = (start, end, closes);
        return ended;
    }

    /// <summary>How many of these times, the first of which lies in the interval, lie in it.</summary>
    int RunOf(ReadOnlySpan<long> time)
    {
        var (first, length) = (current.Start, (ulong)(current.End - current.Start));
        // One comparison for both ends: what lies before the start wraps to a huge number.
        var i = 1;
        while (i < time.Length && (ulong)(time[i] - first) < length) i++;
        return i;
    }
}
