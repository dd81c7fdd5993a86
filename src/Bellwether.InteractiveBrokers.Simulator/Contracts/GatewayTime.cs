using Bellwether.Core;
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
        if (Dash.Parse(text) is { Success: true } utc)
        {
            if (!IsMarketYear(utc.Value)) return false;
            time = EngineTime.From(utc.Value.InUtc().ToInstant());
            return true;
        }
        if (text.Length < 17 || Wall.Parse(text[..17]) is not { Success: true } wall) return false;
        if (!IsMarketYear(wall.Value)) return false;
        var name = text[17..].Trim();
        zoneMissing = name.Length == 0;
        var zone = zoneMissing ? Zone : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) return false;
        time = EngineTime.From(wall.Value.InZoneLeniently(zone).ToInstant());
        return true;
    }

    static bool IsMarketYear(LocalDateTime time) => time.Year is >= 1900 and <= 2200;
}
