using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Times of imported bars to those of the store: the open of the bar.</summary>
sealed class BarLabel(BarSpec bar, bool isClose)
{
    const long Day = 24 * 60 * EngineTime.Minute;

    readonly ExchangeCalendar calendar = ExchangeCalendar.NewYork;
    NodaTime.LocalDate date;
    TradingSession? session;

    /// <summary>What is wrong with the time, or null. The store's time is in <paramref name="time"/> then.</summary>
    public string? Place(ref long time)
    {
        if (bar.Kind == BarKind.Day) return PlaceDay(ref time);
        if (isClose) time -= bar.Size;
        if (time % bar.Size == 0 && bar.Size <= EngineTime.Minute) return null;
        Find(time);
        if (session is { } today)
        {
            // Hours that others count from the full hour begin with the session: the bar of 09:00 is that of 09:30.
            if (time < today.OpenNanoseconds && time + bar.Size > today.OpenNanoseconds) time = today.OpenNanoseconds;
            if ((time - today.OpenNanoseconds) % bar.Size == 0) return null;
        }
        return time % bar.Size == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"a bar's open on a whole multiple of {bar}");
    }

    string? PlaceDay(ref long time)
    {
        // Midnight UTC stands for the date that it is written with.
        if (time % Day == 0) (date, session) = (EngineTime.ToInstant(time).InUtc().Date, null);
        else date = calendar.DateOf(EngineTime.ToInstant(time));
        if (date < calendar.First || date > calendar.Last) return $"a date from {calendar.First.Year} to {calendar.Last.Year}";
        session = calendar.SessionOn(date);
        if (session is null) return "the date of a session of the exchange";
        time = session.OpenNanoseconds;
        return null;
    }

    void Find(long time)
    {
        var day = calendar.DateOf(EngineTime.ToInstant(time));
        if (day == date) return;
        date = day;
        session = day < calendar.First || day > calendar.Last ? null : calendar.SessionOn(day);
    }
}
