using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Opening hours as contract details state them: six days from today on, such as <c>20250601:CLOSED;20250602:0930-20250602:1600</c>, New York time.</summary>
static class TradingHoursText
{
    const int Days = 6;

    /// <summary>Pre-market and after-hours included.</summary>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    public static string Trading(long now, TradingHours hours) => Write(now, hours, extended: true);

    /// <summary>The regular session.</summary>
    /// <inheritdoc cref="Trading"/>
    public static string Liquid(long now, TradingHours hours) => Write(now, hours, extended: false);

    static string Write(long now, TradingHours hours, bool extended)
    {
        var today = GatewayTime.DateOf(now);
        return string.Join(';', Enumerable.Range(0, Days).Select(i => OfDay(today.PlusDays(i), hours, extended)));
    }

    static string OfDay(LocalDate date, TradingHours hours, bool extended)
    {
        var day = GatewayTime.DayText(date);
        if (hours.On(date) is not { } session) return day + ":CLOSED";
        if (session.Open == ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant()) return $"{day}:0000-{GatewayTime.DayText(date.PlusDays(1))}:0000";
        var (open, close) = extended ? ("0400", session.IsHalfDay ? "1700" : "2000") : ("0930", session.IsHalfDay ? "1300" : "1600");
        return $"{day}:{open}-{day}:{close}";
    }
}
