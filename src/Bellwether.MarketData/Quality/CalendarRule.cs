using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.MarketData;

/// <summary>
/// Rows lie in sessions, sessions have rows, and the regular session is covered without gaps. A bar covers its length; a trade or quote the minute that it lies in. Times do not
/// fall.
/// </summary>
sealed class CalendarRule(QualityReport report, QualityOptions options, BarSpec bar)
{
    readonly ExchangeCalendar calendar = ExchangeCalendar.NewYork;
    readonly long length = bar.Kind == BarKind.Time ? Math.Max(bar.Size, EngineTime.Minute) : 0;
    TradingSession? session;
    LocalDate? date;
    long dayStart;
    long dayEnd;
    long extendedStart;
    long extendedEnd;
    long coveredTo;
    long firstOutside;
    long lastOutside;
    long outside;

    public void Take(long time)
    {
        if (date is null || time >= dayEnd || time < dayStart) Enter(time);
        if (session is null) return;
        if (bar.Kind >= BarKind.Day) return;
        if (time < extendedStart || time >= extendedEnd)
        {
            if (outside++ == 0) firstOutside = time;
            lastOutside = time;
            return;
        }
        if (time >= session.CloseNanoseconds) return;
        if (time > coveredTo) Gap(coveredTo, time - (length == EngineTime.Minute ? time % EngineTime.Minute : 0));
        coveredTo = Math.Max(coveredTo, length == EngineTime.Minute ? time - (time % EngineTime.Minute) + length : time + length);
    }

    /// <summary>The input is over.</summary>
    public void Flush()
    {
        Leave();
        if (options.To is not { } end) return;
        var first = date is { } seen ? seen.PlusDays(1) : options.From is { } from ? DateOf(from) : (LocalDate?)null;
        if (first is { } start) Missing(start, DateOf(end));
    }

    void Enter(long time)
    {
        Leave();
        var day = calendar.DateOf(EngineTime.ToInstant(time));
        var previous = date ?? (options.From is { } from ? DateOf(from).PlusDays(-1) : (LocalDate?)null);
        date = day;
        (dayStart, dayEnd) = (Midnight(day), Midnight(day.PlusDays(1)));
        var isKnown = day >= calendar.First && day <= calendar.Last;
        session = isKnown ? calendar.SessionOn(day) : null;
        if (previous is { } before && before < day) Missing(before.PlusDays(1), day.PlusDays(-1));
        if (session is null)
        {
            report.Error(time, QualityRule.ClosedDay, QualityReport.Text(time), isKnown ? "a day on which the exchange is open: " + LocalDatePattern.Iso.Format(day) + " is closed (" + calendar.Describe(day).Reason + ")" : "a date of the exchange calendar (1998 to 2035)");
            return;
        }
        (extendedStart, extendedEnd) = (EngineTime.From(session.ExtendedOpen), EngineTime.From(session.ExtendedClose));
        coveredTo = Math.Max(session.OpenNanoseconds, options.From ?? long.MinValue);
    }

    void Leave()
    {
        if (outside > 0)
            report.Warn(firstOutside, QualityRule.OutsideSession, $"{QualityReport.Count(outside, "row")} to {QualityReport.Text(lastOutside)}", "04:00 to 20:00 New York time (17:00 on half days)");
        outside = 0;
        if (session is null || bar.Kind >= BarKind.Day) return;
        Gap(coveredTo, session.CloseNanoseconds);
    }

    void Gap(long from, long to)
    {
        to = Math.Min(Math.Min(to, session!.CloseNanoseconds), Math.Min(options.To ?? long.MaxValue, options.Now));
        if (to <= from) return;
        report.Add(to - from >= options.LongGap, from, QualityRule.Gap, $"{QualityReport.Count((to - from + length - 1) / length, BarSpec.OfTime(length) + " bar")} missing to {QualityReport.Text(to)}", "bars without a gap in the regular session");
    }

    void Missing(LocalDate first, LocalDate last)
    {
        if (last > calendar.Last) last = calendar.Last;
        if (first < calendar.First) first = calendar.First;
        if (first > last) return;
        TradingSession? begin = null;
        TradingSession? end = null;
        var count = 0;
        foreach (var missing in calendar.Sessions(first, last))
        {
            if (options.From >= missing.CloseNanoseconds) continue;
            if (options.To < missing.CloseNanoseconds || options.Now < missing.CloseNanoseconds) break;
            begin ??= missing;
            end = missing;
            count++;
        }
        if (begin is null) return;
        report.Error(begin.OpenNanoseconds, QualityRule.MissingSession, $"{QualityReport.Count(count, "session")} missing to {LocalDatePattern.Iso.Format(end!.Date)}", "a row in every session");
    }

    LocalDate DateOf(long time) => calendar.DateOf(EngineTime.ToInstant(time));

    long Midnight(LocalDate day) => EngineTime.From(calendar.Zone.AtStartOfDay(day).ToInstant());
}
