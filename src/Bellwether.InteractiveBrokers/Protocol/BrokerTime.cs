using System.Globalization;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// The times of the protocol, in all their forms: <c>20260413 15:27:04 US/Eastern</c> (the zone's name may hold blanks), <c>20260413  15:27:04</c> and
/// <c>20260413 15:27:04</c> without a zone, <c>20250620 08:30 US/Central</c> without seconds, <c>20250225-15:15:00</c> (UTC, with or without a Z; but see <see cref="TryParseOfSchedule"/>),
/// and seconds since the Unix epoch.
/// </summary>
public static class BrokerTime
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The field as it came.</param>
    /// <param name="local">The zone of a time that names none: that of the gateway or of the instrument.</param>
    /// <param name="time">The time. In the hour that a clock shows twice in autumn it is the first, unless the zone's name says standard time.</param>
    /// <returns>False when the text is not a time, names a zone that is not known, or falls into the hour that the zone's clocks skip in spring.</returns>
    public static bool TryParse(string text, DateTimeZone local, out Instant time) => TryRead(text, local, out time);

    /// <summary>Reads a time that says itself which one it is: seconds since the Unix epoch, UTC, or a time with its zone.</summary>
    /// <returns>False, beside what <see cref="TryParse(string, DateTimeZone, out Instant)"/> refuses, for a time without a zone.</returns>
    public static bool TryParse(string text, out Instant time) => TryRead(text, null, out time);

    static bool TryRead(string text, DateTimeZone? local, out Instant time)
    {
        time = default;
        var rest = text.AsSpan().Trim(' ');
        if (rest.Length < 14 || rest[8] is not (' ' or '-')) return TrySeconds(rest, out time);
        if (!TryDate(rest[..8], out var date)) return false;
        var isUtc = rest[8] == '-';
        rest = rest[9..].TrimStart(' ');
        if (!TryTimeOfDay(ref rest, out var clock)) return false;
        var named = rest.TrimStart(' ');
        if (isUtc)
        {
            time = date.At(clock).InUtc().ToInstant();
            return named.IsEmpty || named.Equals("Z", StringComparison.Ordinal);
        }
        // A zone is set off by a blank; anything else belongs to no known form.
        if (!rest.IsEmpty && rest[0] != ' ') return false;
        NamedZone zone;
        if (!named.IsEmpty)
        {
            if (!BrokerZones.TryFind(named.ToString(), out zone)) return false;
        }
        else if (local is null) return false;
        else zone = new NamedZone(local, IsStandard: false);
        var mapping = zone.Zone.MapLocal(date.At(clock));
        if (mapping.Count == 0) return false;
        time = (mapping.Count == 2 && zone.IsStandard ? mapping.Last() : mapping.First()).ToInstant();
        return true;
    }

    /// <summary>Reads a time of a trading schedule, where <c>20250602-09:30:00</c> is a time of the zone that the schedule names.</summary>
    public static bool TryParseOfSchedule(string text, DateTimeZone zone, out Instant time) =>
        TryParse(text.Length > 8 && text[8] == '-' ? $"{text[..8]} {text[9..]}" : text, zone, out time);

    /// <summary>Reads a day such as <c>20260413</c>, as bars of days and longer carry it.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out LocalDate date)
    {
        date = default;
        if (text.Length != 8 || !TryDigits(text[..4], out var year) || !TryDigits(text[4..6], out var month) || !TryDigits(text[6..], out var day)) return false;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        date = new LocalDate(year, month, day);
        return true;
    }

    static bool TryTimeOfDay(ref ReadOnlySpan<char> rest, out LocalTime clock)
    {
        clock = default;
        if (rest.Length < 5 || rest[2] != ':' || !TryDigits(rest[..2], out var hour) || !TryDigits(rest[3..5], out var minute)) return false;
        var second = 0;
        var used = 5;
        if (rest.Length > 5 && rest[5] == ':')
        {
            if (rest.Length < 8 || !TryDigits(rest[6..8], out second)) return false;
            used = 8;
        }
        if (hour > 23 || minute > 59 || second > 59) return false;
        clock = new LocalTime(hour, minute, second);
        rest = rest[used..];
        return true;
    }

    static bool TrySeconds(ReadOnlySpan<char> text, out Instant time)
    {
        time = default;
        // A date of eight digits is not a count of seconds: it would be one of August 1970.
        if (text.Length is < 9 or > 11 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        time = Instant.FromUnixTimeSeconds(seconds);
        return true;
    }

    static bool TryDigits(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
