using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Live;

/// <summary>One request for history.</summary>
/// <param name="Size">Kind of bar.</param>
/// <param name="Hours">Hours that count.</param>
/// <param name="Ranges">What it is to answer: stretches of sessions, rising, at least one. The answer may hold more.</param>
/// <param name="Duration">How far it reaches back, in the broker's form.</param>
/// <param name="End">Where it ends, engine time.</param>
public sealed record HistoryChunk(HistoryBarSize Size, SessionHours Hours, IReadOnlyList<TimeRange> Ranges, string Duration, long End)
{
    /// <summary>From the first stretch to the last.</summary>
    public TimeRange Span => new(Ranges[0].From, Ranges[^1].To);

    /// <summary>Cuts stretches, each within one session, into requests that the broker answers, oldest first.</summary>
    public static IReadOnlyList<HistoryChunk> Cut(IEnumerable<TimeRange> missing, HistoryBarSize size, SessionHours hours)
    {
        var chunks = new List<HistoryChunk>();
        var together = new List<TimeRange>();
        foreach (var range in missing)
        {
            if (size.IsFine)
            {
                for (var from = range.From; from < range.To; from += size.Piece) chunks.Add(Piece(new TimeRange(from, Math.Min(from + size.Piece, range.To)), size, hours));
                continue;
            }
            if (together.Count > 0 && !FitsWith(together, range, size))
            {
                chunks.Add(Sessions([.. together], size, hours));
                together.Clear();
            }
            together.Add(range);
        }
        if (together.Count > 0) chunks.Add(Sessions([.. together], size, hours));
        return chunks;
    }

    static HistoryChunk Piece(TimeRange range, HistoryBarSize size, SessionHours hours) => new(size, hours, [range],
        // The broker takes no duration below half a minute or so; what comes too much is not looked at.
        Math.Max(60, (range.To - range.From) / EngineTime.Second).ToString(CultureInfo.InvariantCulture) + " S", range.To);

    /// <summary>
    /// A day of the duration is a session at the broker. As many as the calendar has days between the first and the last session, so that it reaches far enough by either way of counting.
    /// </summary>
    static HistoryChunk Sessions(TimeRange[] ranges, HistoryBarSize size, SessionHours hours)
    {
        var (first, last) = (DateOf(ranges[0]), DateOf(ranges[^1]));
        var days = Period.DaysBetween(first, last) + 1;
        var end = size.Bar == BarSpec.Daily ? EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(last.PlusDays(1)).ToInstant()) : ranges[^1].To;
        return new HistoryChunk(size, hours, ranges, days.ToString(CultureInfo.InvariantCulture) + " D", end);
    }

    static bool FitsWith(List<TimeRange> together, TimeRange next, HistoryBarSize size)
    {
        var (first, last) = (DateOf(together[0]), DateOf(next));
        var isNear = size.Reach switch
        {
            HistoryReach.Week => Period.DaysBetween(first, last) < 7 && last.DayOfWeek > first.DayOfWeek,
            HistoryReach.Month => first.Year == last.Year && first.Month == last.Month,
            HistoryReach.Year => first.Year == last.Year,
            _ => false,
        };
        if (!isNear || size.Bar == BarSpec.Daily) return isNear;
        // The answer also has what lies between the stretches, which are whole sessions most often.
        var length = together.Append(next).Sum(r => r.To - r.From);
        return length / size.Bar.Size <= HistoryBarSize.MostBars;
    }

    static LocalDate DateOf(TimeRange range) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(range.From));
}
