using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>Days written as the number YYYYMMDD.</summary>
static class CalendarNumber
{
    public static bool IsDay(int number) =>
        number == 0 || (number / 10_000 is >= 1970 and <= 2261 && number / 100 % 100 is >= 1 and <= 12 && number % 100 >= 1
            && number % 100 <= DateTime.DaysInMonth(number / 10_000, number / 100 % 100));

    /// <summary>Midnight UTC at the begin of the day, nanoseconds since the Unix epoch; the earliest time for 0.</summary>
    public static long Start(int number) => number == 0 || !IsDay(number)
        ? long.MinValue
        : (new DateTime(number / 10_000, number / 100 % 100, number % 100, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days * (24 * 60 * EngineTime.Minute);
}
