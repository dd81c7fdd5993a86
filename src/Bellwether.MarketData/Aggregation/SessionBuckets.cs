using Bellwether.Core;
using NodaTime;

namespace Bellwether.MarketData;

/// <summary>
/// The intervals of one kind of timed bar: where each begins and ends, by the exchange calendar. Intervals are half-open, anchored at the open of the session
/// (09:30, or 04:00 with all hours), and never reach into the next one, so that the last of a session may be short. It walks along with rising times: looking up a time
/// of the same or the next session costs constant time.
/// </summary>
sealed class SessionBuckets(BarSpec spec, SessionHours hours)
{
    readonly ExchangeCalendar calendar = ExchangeCalendar.NewYork;
    LocalDate? date;
    long sessionStart = long.MaxValue;
    long sessionEnd = long.MinValue;
    long label;
    long lastEnd;
    long nextStart = long.MaxValue;

    /// <summary>Intervals that end at or before this time are closed, for all builders that share these.</summary>
    public long ClosedTo { get; set; } = long.MinValue;

    /// <summary>Where the session of the time that was looked up last begins.</summary>
    public long SessionStart => sessionStart;

    /// <summary>The interval that a time lies in.</summary>
    /// <param name="start">The label: its open, for weeks and months the open of the first session.</param>
    /// <param name="end">Up to where times surely belong to it: its end, for weeks and months that of the session.</param>
    /// <param name="closes">Its end, for weeks and months that of the last session.</param>
    /// <returns>False outside the session.</returns>
    /// <exception cref="CalendarRangeException">The calendar does not know the date.</exception>
    public bool TryLocate(long time, out long start, out long end, out long closes)
    {
        (start, end, closes) = (0, 0, 0);
        if (time < sessionStart || time >= sessionEnd) FindSession(time);
        if (time < sessionStart || time >= sessionEnd) return false;
        if (spec.Kind == BarKind.Time)
        {
            // Most often the next interval follows: a division costs more than all the rest.
            start = (ulong)(time - nextStart) < (ulong)spec.Size ? nextStart : sessionStart + ((time - sessionStart) / spec.Size * spec.Size);
            nextStart = start + spec.Size;
            end = closes = Math.Min(nextStart, sessionEnd);
        }
        else
        {
            (start, end, closes) = (label, sessionEnd, lastEnd);
        }
        return true;
    }

    void FindSession(long time)
    {
        var day = calendar.DateOf(EngineTime.ToInstant(time));
        if (day == date) return;
        date = day;
        nextStart = long.MaxValue;
        if (calendar.SessionOn(day) is not { } session)
        {
            (sessionStart, sessionEnd) = (long.MaxValue, long.MinValue);
            return;
        }
        (sessionStart, sessionEnd) = (StartOf(session), EndOf(session));
        (label, lastEnd) = (sessionStart, sessionEnd);
        if (spec.Kind is not (BarKind.Week or BarKind.Month)) return;
        var first = spec.Kind == BarKind.Week ? day.PlusDays(1 - (int)day.DayOfWeek) : new LocalDate(day.Year, day.Month, 1);
        var last = spec.Kind == BarKind.Week ? first.PlusDays(6) : first.PlusMonths(1).PlusDays(-1);
        foreach (var other in calendar.Sessions(LocalDate.Max(first, calendar.First), LocalDate.Min(last, calendar.Last)))
        {
            label = Math.Min(label, StartOf(other));
            lastEnd = Math.Max(lastEnd, EndOf(other));
        }
    }

    long EndOf(TradingSession session) => hours == SessionHours.Extended ? EngineTime.From(session.ExtendedClose) : session.CloseNanoseconds;

    long StartOf(TradingSession session) => hours == SessionHours.Extended ? EngineTime.From(session.ExtendedOpen) : session.OpenNanoseconds;
}
