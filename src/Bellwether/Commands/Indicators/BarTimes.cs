using System.Globalization;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands.Indicators;

/// <summary>
/// The times of a table and the sessions of its bars, by the exchange's calendar. A time with a zone or an offset is an instant; without one it is New York time, or UTC in
/// a column headed time_utc. A date alone stands for the whole session. A number is seconds, milli-, micro- or nanoseconds since 1970, by its length.
/// </summary>
sealed record BarTimes(long[] Open, long[] SessionOpen, long[] SessionClose, long Length)
{
    static readonly InstantPattern[] Instants = [InstantPattern.ExtendedIso, InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFFFFF'Z'")];

    static readonly OffsetDateTimePattern[] Offsets =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFFFFFo<Z+HH:mm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>"),
    ];

    static readonly LocalDateTimePattern[] Locals =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFFFFF"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
    ];

    /// <exception cref="BarTableException">A time that cannot be read, lies outside the calendar, or does not rise.</exception>
    public static BarTimes Of(BarTable table)
    {
        var count = table.Rows.Count;
        var times = new BarTimes(new long[count], new long[count], new long[count], EngineTime.Minute);
        var shortest = long.MaxValue;
        TradingSession? session = null;
        for (var row = 0; row < count; row++)
        {
            var text = table.Rows[row].Fields[table.TimeColumn].Trim();
            try
            {
                var (instant, day) = Parse(text, table.IsUtc)
                    ?? throw table.Error(row, table.TimeColumn, $"\"{text}\" is not a time; expected one such as 2024-03-04T09:30:00, 2024-03-04T14:30:00Z or 2024-03-04");
                session = SessionOf(instant, day, session);
                times.Open[row] = day is null ? EngineTime.From(instant) : session.OpenNanoseconds;
                if (day is not null) shortest = session.CloseNanoseconds - session.OpenNanoseconds;
            }
            catch (CalendarRangeException problem)
            {
                throw table.Error(row, table.TimeColumn, $"\"{text}\": {problem.Message}");
            }
            times.SessionOpen[row] = session.OpenNanoseconds;
            times.SessionClose[row] = session.CloseNanoseconds;
            if (row == 0) continue;
            if (times.Open[row] <= times.Open[row - 1]) throw table.Error(row, table.TimeColumn, $"\"{text}\" does not come after the time above it; expected bars oldest first, each once");
            if (times.SessionOpen[row] == times.SessionOpen[row - 1]) shortest = Math.Min(shortest, times.Open[row] - times.Open[row - 1]);
        }
        return times with { Length = shortest == long.MaxValue ? EngineTime.Minute : shortest };
    }

    static TradingSession SessionOf(Instant instant, LocalDate? day, TradingSession? latest)
    {
        var calendar = ExchangeCalendar.NewYork;
        if (day is null && latest is not null && instant >= latest.Open && instant < latest.Close) return latest;
        return calendar.SessionOn(day ?? calendar.DateOf(instant)) ?? calendar.SessionAtOrAfter(instant);
    }

    static (Instant Instant, LocalDate? Day)? Parse(string text, bool isUtc)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day }) return (day.AtStartOfDayInZone(ExchangeCalendar.NewYork.Zone).ToInstant(), day);
        foreach (var pattern in Instants)
            if (pattern.Parse(text) is { Success: true, Value: var instant }) return (instant, null);
        foreach (var pattern in Offsets)
            if (pattern.Parse(text) is { Success: true, Value: var offset }) return (offset.ToInstant(), null);
        foreach (var pattern in Locals)
            if (pattern.Parse(text) is { Success: true, Value: var local })
                return (isUtc ? local.InUtc().ToInstant() : local.InZoneLeniently(ExchangeCalendar.NewYork.Zone).ToInstant(), null);
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var unit = text.Length switch { <= 11 => EngineTime.Second, <= 14 => EngineTime.Millisecond, <= 17 => 1_000, _ => 1L };
        return (EngineTime.ToInstant(number * unit), null);
    }
}
