using Bellwether.Core;
using NodaTime;

namespace Bellwether.MarketData;

/// <summary>Which stretches of time a source of history must be asked about, given what is held and what it has answered before.</summary>
public static class MissingBars
{
    /// <summary>
    /// At most one stretch a session, in rising order: from the first bar of it that is neither held nor answered to the last one. Bars that had not ended at
    /// <paramref name="now"/> are not missing yet.
    /// </summary>
    /// <param name="wanted">A bar counts when its label lies in it.</param>
    /// <param name="bar">Seconds to hours, or days.</param>
    /// <param name="held">Times of the bars that are held, rising.</param>
    /// <param name="answered">Stretches of which the source has told all that it has.</param>
    /// <param name="now">Engine time.</param>
    /// <exception cref="ArgumentException">Another kind of bar.</exception>
    /// <exception cref="CalendarRangeException">The wanted time lies outside the exchange calendar.</exception>
    public static IReadOnlyList<TimeRange> Of(TimeRange wanted, BarSpec bar, SessionHours hours, ReadOnlySpan<long> held, TimeRanges answered, long now)
    {
        if (bar.Kind is not (BarKind.Time or BarKind.Day)) throw new ArgumentException($"{bar}: expected bars of seconds to hours, or days", nameof(bar));
        var calendar = ExchangeCalendar.NewYork;
        var missing = new List<TimeRange>();
        var next = 0;
        var last = LocalDate.Min(calendar.DateOf(EngineTime.ToInstant(wanted.To - 1)), calendar.DateOf(EngineTime.ToInstant(now)));
        foreach (var session in calendar.Sessions(calendar.DateOf(EngineTime.ToInstant(wanted.From)), last))
        {
            if (Wanted(wanted, bar, session.Range(hours), now) is not { } part) continue;
            var (first, end) = (long.MaxValue, long.MinValue);
            foreach (var gap in answered.MissingFrom(part).Items)
            {
                var at = gap.From;
                while (next < held.Length && held[next] < gap.From) next++;
                while (next < held.Length && held[next] < gap.To)
                {
                    if (held[next] > at) (first, end) = (Math.Min(first, at), held[next]);
                    at = bar.Kind == BarKind.Day ? part.To : held[next] + bar.Size;
                    next++;
                }
                if (at < gap.To) (first, end) = (Math.Min(first, at), gap.To);
            }
            if (first < end) missing.Add(new TimeRange(first, end));
        }
        return missing;
    }

    /// <summary>The stretch of a session's hours.</summary>
    public static TimeRange Range(this TradingSession session, SessionHours hours) => hours == SessionHours.Extended
        ? new TimeRange(EngineTime.From(session.ExtendedOpen), EngineTime.From(session.ExtendedClose))
        : new TimeRange(session.OpenNanoseconds, session.CloseNanoseconds);

    /// <summary>The ended bars of a session whose label is wanted, as a stretch of whole bars; null when there is none.</summary>
    static TimeRange? Wanted(TimeRange wanted, BarSpec bar, TimeRange session, long now)
    {
        if (bar.Kind == BarKind.Day) return session.From >= wanted.From && session.From < wanted.To && session.To <= now ? session : null;
        var from = session.From + RoundedUp(Math.Max(0, wanted.From - session.From), bar.Size);
        var to = Math.Min(session.To, session.From + RoundedUp(Math.Max(0, wanted.To - session.From), bar.Size));
        // The last bar of a session may be short, and ends with it.
        if (now < session.To) to = Math.Min(to, session.From + (Math.Max(0, now - session.From) / bar.Size * bar.Size));
        return from < to ? new TimeRange(from, to) : null;
    }

    static long RoundedUp(long span, long unit) => (span + unit - 1) / unit * unit;
}
