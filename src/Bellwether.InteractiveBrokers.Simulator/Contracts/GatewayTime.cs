using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Times as the gateway writes and reads them. Its own zone is New York, written US/Eastern.</summary>
static class GatewayTime
{
    public const string ZoneName = "US/Eastern";
    static readonly DateTimeZone Zone = ExchangeCalendar.NewYork.Zone;
    static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd HH:mm:ss");
    static readonly LocalDateTimePattern Dash = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd-HH:mm:ss");
    static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary><c>20250602 09:30:00 US/Eastern</c></summary>
    public static string Text(long time) => Wall.Format(Local(time)) + ' ' + ZoneName;

    /// <summary>Bars before server version 174: two blanks, no zone.</summary>
    public static string OldText(long time) => Wall.Format(Local(time)).Replace(" ", "  ", StringComparison.Ordinal);

    /// <summary><c>20250602-13:30:00</c>, UTC.</summary>
    public static string UtcText(long time) => Dash.Format(EngineTime.ToInstant(time).InUtc().LocalDateTime);

    /// <summary><c>20250602-09:30:00</c>, New York time.</summary>
    public static string DashText(long time) => Dash.Format(Local(time));

    /// <summary><c>20250602</c>, the New York date.</summary>
    public static string DayText(long time) => Day.Format(Local(time).Date);

    public static string DayText(LocalDate date) => Day.Format(date);

    /// <summary><c>09:30</c></summary>
    public static string HourText(long time) => Local(time).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static LocalDateTime Local(long time) => EngineTime.ToInstant(time).InZone(Zone).LocalDateTime;

    public static LocalDate DateOf(long time) => Local(time).Date;

    /// <summary>Midnight of the New York date of a time.</summary>
    public static long Midnight(LocalDate date) => EngineTime.From(Zone.AtStartOfDay(date).ToInstant());

    /// <summary>
    /// Reads <c>yyyyMMdd HH:mm:ss zone</c>, <c>yyyyMMdd-HH:mm:ss</c> (UTC), or <c>yyyyMMdd HH:mm:ss</c> in the gateway's own zone (<paramref name="zoneMissing"/>).
    /// </summary>
    /// <remarks>Dates outside 1900 to 2200 are no times of a market, and would leave the range of <see cref="EngineTime"/>.</remarks>
    public static bool TryParse(string text, out long time, out bool zoneMissing)
    {
        (time, zoneMissing) = (0, false);
        // Seconds since the epoch are a form of answers, not of requests.
        if (text.Length < 17 || text[8] is not (' ' or '-') || !BrokerTime.TryParse(text, Zone, out var instant)) return false;
        zoneMissing = text[8] == ' ' && !text.Any(char.IsAsciiLetter);
        time = EngineTime.From(instant);
        return true;
    }
}
