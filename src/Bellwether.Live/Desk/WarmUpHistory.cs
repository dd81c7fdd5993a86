using System.Globalization;
using Bellwether.Core;
using Bellwether.Indicators;
using NodaTime;

namespace Bellwether.Live;

/// <summary>How far back a desk asks for minutes when it knows nothing: as far as the indicators need it (<see cref="RequiredHistory"/>), and as far as the broker answers.</summary>
/// <param name="Duration">In the broker's form, <c>2 D</c>: sessions, the one in progress included.</param>
/// <param name="Shortfall">What that is not enough for, for a person; null when it is enough.</param>
public sealed record WarmUpHistory(string Duration, string? Shortfall)
{
    /// <summary>Sessions that are asked for at least.</summary>
    public const int LeastSessions = 2;

    /// <summary>Sessions of minutes that one question gets: a week of them, some <see cref="HistoryBarSize.MostBars"/> bars.</summary>
    public const int MostSessions = 5;

    /// <param name="series">The indicators of rules and alerts.</param>
    /// <param name="today">The day of the start, in New York. Of its own session nothing may have passed yet.</param>
    public static WarmUpHistory For(IEnumerable<IndicatorSeries> series, LocalDate today)
    {
        var (sessions, given, need) = (LeastSessions, Minutes(LeastSessions, today), 0);
        var tooLong = new List<string>();
        foreach (var definition in series.Select(s => s.Definition).DistinctBy(d => d.Name))
        {
            // What never forgets where it began needs to be ready, and no more can be had.
            var bars = RequiredHistory.Bars(definition) ?? MinutesOfWarmUp(definition);
            while (given < bars && sessions < MostSessions) given = Minutes(++sessions, today);
            if (given < bars) tooLong.Add(definition.Name);
            need = Math.Max(need, bars);
        }
        return new WarmUpHistory(string.Create(CultureInfo.InvariantCulture, $"{sessions} D"), tooLong.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(", ", tooLong)}: {need} minutes of history would be needed until it does not matter where it begins, and the broker is asked for {sessions} sessions, which is {given} minutes for sure: until enough was seen there is no value, or one that is not exact"));
    }

    /// <summary>Minutes that are in so many sessions for sure: all but the one that may have begun just now.</summary>
    static int Minutes(int sessions, LocalDate today)
    {
        var minutes = 0L;
        var date = today;
        for (var i = 1; i < sessions; i++)
        {
            var session = ExchangeCalendar.NewYork.PreviousSession(date);
            minutes += (session.CloseNanoseconds - session.OpenNanoseconds) / EngineTime.Minute;
            date = session.Date;
        }
        return (int)minutes;
    }

    static int MinutesOfWarmUp(IndicatorDefinition definition)
    {
        var unit = definition.Bars.IsAsGiven ? 1 : definition.Bars.IsSession ? 390 : Math.Max(1, definition.Bars.Nanoseconds / EngineTime.Minute);
        return (int)Math.Min(int.MaxValue, definition.WarmUp * unit);
    }
}
