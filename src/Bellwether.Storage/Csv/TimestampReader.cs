using Bellwether.Core;

namespace Bellwether.Storage;

/// <summary>
/// Reads <c>2024-01-02T09:30:00-05:00</c> (or <c>Z</c>, or with up to nine decimals of a second) to engine time. Remembers the last date, as neighbouring rows
/// share it.
/// </summary>
struct TimestampReader
{
    static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    int lastDate;
    long lastMidnight;

    /// <summary>Moves <paramref name="at"/> behind the timestamp; false when there is none. Years 1900 to 2199.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, ref int at, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length - at < 20) return false;
        var t = text.Slice(at, 20);
        if (t[4] != '-' || t[7] != '-' || t[10] != 'T' || t[13] != ':' || t[16] != ':') return false;
        var century = Pair(t, 0);
        var yearOfCentury = Pair(t, 2);
        var month = Pair(t, 5);
        var day = Pair(t, 8);
        var hour = Pair(t, 11);
        var minute = Pair(t, 14);
        var second = Pair(t, 17);
        // Pair answers -1 where a digit is missing, and the sign survives the bitwise or.
        if ((century | yearOfCentury | month | day | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return false;
        if (!TryMidnight((century * 100) + yearOfCentury, month, day, out var midnight)) return false;

        var i = at + 19;
        if (!TryFraction(text, ref i, out var fraction) || !TryOffset(text, ref i, out var offsetMinutes)) return false;
        nanoseconds = midnight + ((((((hour * 60L) + minute - offsetMinutes) * 60) + second) * EngineTime.Second) + fraction);
        at = i;
        return true;
    }

    bool TryMidnight(int year, int month, int day, out long nanoseconds)
    {
        var date = (((year * 100) + month) * 100) + day;
        if (date != lastDate)
        {
            nanoseconds = 0;
            if (year is < 1900 or > 2199 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
            lastDate = date;
            lastMidnight = (new DateOnly(year, month, day).DayNumber - EpochDay) * 24 * 60 * EngineTime.Minute;
        }
        nanoseconds = lastMidnight;
        return true;
    }

    static bool TryFraction(ReadOnlySpan<byte> text, ref int at, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text[at] != '.') return true;
        var start = ++at;
        var scale = EngineTime.Second;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            if (scale == 1) return false;
            nanoseconds = (nanoseconds * 10) + (text[at] - '0');
            scale /= 10;
        }
        nanoseconds *= scale;
        return at > start;
    }

    static bool TryOffset(ReadOnlySpan<byte> text, ref int at, out int minutes)
    {
        minutes = 0;
        if (at < text.Length && text[at] == 'Z')
        {
            at++;
            return true;
        }
        if (text.Length - at < 6 || text[at] is not ((byte)'+' or (byte)'-') || text[at + 3] != ':') return false;
        var offset = text.Slice(at, 6);
        var hours = Pair(offset, 1);
        var rest = Pair(offset, 4);
        if ((hours | rest) < 0 || hours > 18 || rest > 59) return false;
        minutes = (hours * 60) + rest;
        if (offset[0] == '-') minutes = -minutes;
        at += 6;
        return true;
    }

    static int Pair(ReadOnlySpan<byte> text, int at)
    {
        var tens = text[at] - (uint)'0';
        var ones = text[at + 1] - (uint)'0';
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -1;
    }
}
