using NodaTime;

namespace Bellwether.Core;

/// <summary>
/// Sessions of the New York exchanges (XNYS; XNAS and ARCX keep the same hours) from rules: weekends, the holidays and their observance, early closes and
/// the days on which the exchange stayed closed for a reason of its own. The one authority for session times everywhere. Immutable.
/// </summary>
public sealed class ExchangeCalendar
{
    static readonly LocalTime OpenTime = new(9, 30);
    static readonly LocalTime CloseTime = new(16, 0);
    static readonly LocalTime EarlyCloseTime = new(13, 0);

    readonly TradingSession[] sessions;

    /// <summary>By day since <see cref="First"/>: index of the first session on or after it; sessions.Length where none is left.</summary>
    readonly int[] onOrAfter;

    /// <summary>By day since <see cref="First"/>; null on full days.</summary>
    readonly string?[] reasons;

    ExchangeCalendar()
    {
        var days = Day(Last) + 1;
        reasons = new string?[days];
        var kinds = new CalendarDayKind[days];
        for (var day = 0; day < days; day++)
        {
            var weekend = First.PlusDays(day).DayOfWeek >= IsoDayOfWeek.Saturday;
            kinds[day] = weekend ? CalendarDayKind.Closed : CalendarDayKind.Full;
            if (weekend) reasons[day] = "Weekend";
        }
        for (var year = First.Year; year <= Last.Year; year++)
        {
            foreach (var (date, reason) in ExchangeHolidays.EarlyCloses(year)) (kinds[Day(date)], reasons[Day(date)]) = (CalendarDayKind.Half, reason);
            foreach (var (date, reason) in ExchangeHolidays.Closures(year)) (kinds[Day(date)], reasons[Day(date)]) = (CalendarDayKind.Closed, reason);
        }

        var list = new List<TradingSession>(days);
        onOrAfter = new int[days];
        for (var day = 0; day < days; day++)
        {
            onOrAfter[day] = list.Count;
            if (kinds[day] != CalendarDayKind.Closed) list.Add(Session(First.PlusDays(day), kinds[day] == CalendarDayKind.Half));
        }
        sessions = [.. list];
    }

    public static ExchangeCalendar NewYork { get; } = new();

    /// <summary>America/New_York.</summary>
    public DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>First date known.</summary>
    public LocalDate First { get; } = new(1998, 1, 1);

    /// <summary>Last date known. Days of mourning and weather can still close a session that lies ahead.</summary>
    public LocalDate Last { get; } = new(2035, 12, 31);

    /// <summary>The session of a New York date, or null when the exchange is closed all day.</summary>
    /// <exception cref="CalendarRangeException">Outside <see cref="First"/> to <see cref="Last"/>.</exception>
    public TradingSession? SessionOn(LocalDate date)
    {
        var index = onOrAfter[Known(date)];
        return index < sessions.Length && sessions[index].Date == date ? sessions[index] : null;
    }

    /// <summary>The first session strictly after a New York date.</summary>
    /// <exception cref="CalendarRangeException">The date or the session lies outside the calendar.</exception>
    public TradingSession NextSession(LocalDate after)
    {
        var next = Known(after) + 1;
        return next < onOrAfter.Length ? At(onOrAfter[next], after.PlusDays(1)) : throw OutOfRange(after.PlusDays(1));
    }

    /// <summary>The last session strictly before a New York date.</summary>
    /// <exception cref="CalendarRangeException">The date or the session lies outside the calendar.</exception>
    public TradingSession PreviousSession(LocalDate before) => At(onOrAfter[Known(before)] - 1, before.PlusDays(-1));

    /// <summary>The session in progress (open ≤ instant &lt; close), else the next one.</summary>
    /// <exception cref="CalendarRangeException">The instant or the session lies outside the calendar.</exception>
    public TradingSession SessionAtOrAfter(Instant instant)
    {
        var date = DateOf(instant);
        var index = onOrAfter[Known(date)];
        if (index < sessions.Length && sessions[index].Close <= instant) index++;
        return At(index, date);
    }

    /// <summary>Sessions of New York dates, both ends inclusive, in order; none when <paramref name="toInclusive"/> is the earlier one.</summary>
    /// <exception cref="CalendarRangeException">An end lies outside the calendar.</exception>
    public IEnumerable<TradingSession> Sessions(LocalDate from, LocalDate toInclusive)
    {
        var start = onOrAfter[Known(from)];
        var end = Known(toInclusive) + 1 < onOrAfter.Length ? onOrAfter[Known(toInclusive) + 1] : sessions.Length;
        return sessions.Skip(start).Take(end - start);
    }

    /// <summary>What the exchange does on a New York date, and why.</summary>
    /// <exception cref="CalendarRangeException">Outside <see cref="First"/> to <see cref="Last"/>.</exception>
    public CalendarDay Describe(LocalDate date)
    {
        var session = SessionOn(date);
        var kind = session is null ? CalendarDayKind.Closed : session.IsHalfDay ? CalendarDayKind.Half : CalendarDayKind.Full;
        return new CalendarDay(date, kind, reasons[Day(date)], session);
    }

    /// <summary>The New York date at an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    TradingSession Session(LocalDate date, bool half) =>
        new(date, date.At(OpenTime).InZoneStrictly(Zone).ToInstant(), date.At(half ? EarlyCloseTime : CloseTime).InZoneStrictly(Zone).ToInstant(), half);

    TradingSession At(int index, LocalDate asked) => (uint)index < (uint)sessions.Length ? sessions[index] : throw OutOfRange(asked);

    int Known(LocalDate date) => date >= First && date <= Last ? Day(date) : throw OutOfRange(date);

    int Day(LocalDate date) => Period.DaysBetween(First, date);

    CalendarRangeException OutOfRange(LocalDate date) => new(date, First, Last);
}
