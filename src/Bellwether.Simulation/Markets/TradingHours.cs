using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>When a market trades: by the exchange calendar, or, from some date on, around the clock and every day of the week.</summary>
public sealed class TradingHours
{
    readonly LocalDate? aroundTheClockFrom;

    TradingHours(LocalDate? aroundTheClockFrom) => this.aroundTheClockFrom = aroundTheClockFrom;

    /// <summary>The sessions of the exchange calendar.</summary>
    public static TradingHours Exchange { get; } = new(null);

    /// <summary>The sessions of the exchange calendar before a New York date; from there on every date is one session from midnight to midnight.</summary>
    public static TradingHours AroundTheClock(LocalDate from) => new(from);

    /// <summary>The market does not close any more.</summary>
    public bool NeverCloses => aroundTheClockFrom is not null;

    /// <summary>The regular session of a New York date; null when there is none, or when the exchange calendar does not know the date.</summary>
    public TradingSession? On(LocalDate date)
    {
        var calendar = ExchangeCalendar.NewYork;
        if (date >= aroundTheClockFrom) return new TradingSession(date, calendar.Zone.AtStartOfDay(date).ToInstant(), calendar.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant(), false);
        return date < calendar.First || date > calendar.Last ? null : calendar.SessionOn(date);
    }
}
