namespace Bellwether.MarketData;

/// <summary>A set of times as stretches in rising order, none of which touch. Immutable.</summary>
public sealed class TimeRanges
{
    readonly TimeRange[] ranges;

    TimeRanges(TimeRange[] ranges) => this.ranges = ranges;

    public static TimeRanges Empty { get; } = new([]);

    /// <summary>In rising order; between two of them is always time that is not in the set.</summary>
    public IReadOnlyList<TimeRange> Items => ranges;

    public bool IsEmpty => ranges.Length == 0;

    /// <summary>All times of any of these, which may overlap and come in any order.</summary>
    public static TimeRanges Of(IEnumerable<TimeRange> any)
    {
        var sorted = any.OrderBy(r => r.From).ToArray();
        var joined = new List<TimeRange>(sorted.Length);
        foreach (var range in sorted)
        {
            if (joined.Count > 0 && range.From <= joined[^1].To) joined[^1] = new TimeRange(joined[^1].From, Math.Max(joined[^1].To, range.To));
            else joined.Add(range);
        }
        return joined.Count == 0 ? Empty : new TimeRanges([.. joined]);
    }

    public TimeRanges Union(TimeRanges other) => IsEmpty ? other : other.IsEmpty ? this : Of(ranges.Concat(other.ranges));

    public TimeRanges Union(TimeRange range) => Of(ranges.Append(range));

    /// <summary>What lies in a stretch.</summary>
    public TimeRanges Within(TimeRange range)
    {
        var found = new List<TimeRange>();
        for (var i = FirstEndingAfter(range.From); i < ranges.Length && ranges[i].From < range.To; i++) found.Add(ranges[i].And(range)!.Value);
        return found.Count == 0 ? Empty : new TimeRanges([.. found]);
    }

    /// <summary>What of a stretch is not in the set.</summary>
    public TimeRanges MissingFrom(TimeRange range)
    {
        var found = new List<TimeRange>();
        var at = range.From;
        for (var i = FirstEndingAfter(range.From); i < ranges.Length && ranges[i].From < range.To; i++)
        {
            if (ranges[i].From > at) found.Add(new TimeRange(at, ranges[i].From));
            at = ranges[i].To;
        }
        if (at < range.To) found.Add(new TimeRange(at, range.To));
        return found.Count == 0 ? Empty : new TimeRanges([.. found]);
    }

    public override string ToString() => string.Join(' ', ranges);

    int FirstEndingAfter(long time)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].To > time) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
