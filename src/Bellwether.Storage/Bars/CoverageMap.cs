using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Storage;

/// <summary>What is held of a session.</summary>
public enum SessionState
{
    Missing,
    Partial,
    Complete,
}

/// <summary>How much of one session is held.</summary>
/// <param name="Held">Intervals of the session that have a bar.</param>
/// <param name="Expected">Intervals that the session has by the calendar. An interval in which nothing traded has no bar, so that a thin stock is never complete.</param>
public sealed record SessionCoverage(LocalDate Date, int Held, int Expected)
{
    public SessionState State => Held == 0 ? SessionState.Missing : Held < Expected ? SessionState.Partial : SessionState.Complete;
}

/// <summary>Neighbouring intervals of sessions without a bar, also across the nights between them.</summary>
/// <param name="From">Open of the first one, engine time.</param>
/// <param name="To">End of the last one.</param>
/// <param name="Bars">How many there are.</param>
public readonly record struct CoverageGap(long From, long To, int Bars);

/// <summary>Which times of one kind of bar are held, against the sessions of the calendar.</summary>
public sealed class CoverageMap
{
    readonly long[] times;

    /// <param name="times">Times held, rising.</param>
    internal CoverageMap(string symbol, BarSpec bar, BarSource? source, long[] times) => (Symbol, Bar, Source, this.times) = (symbol, bar, source, times);

    public string Symbol { get; }

    public BarSpec Bar { get; }

    /// <summary>Null when every source counts.</summary>
    public BarSource? Source { get; }

    /// <summary>Bars held, inside and outside of sessions.</summary>
    public int Count => times.Length;

    /// <summary>Times held, rising.</summary>
    public ReadOnlySpan<long> Times => times;

    public bool Holds(long time) => Array.BinarySearch(times, time) >= 0;

    /// <summary>Every session of New York dates from one to before another, in order.</summary>
    /// <exception cref="CalendarRangeException">A date that the calendar does not know.</exception>
    public IEnumerable<SessionCoverage> Sessions(LocalDate from, LocalDate to, SessionHours hours)
    {
        foreach (var session in ExchangeCalendar.NewYork.Sessions(from, to.PlusDays(-1)))
        {
            var (held, expected) = (0, 0);
            foreach (var (_, _, isHeld) in Intervals(session, hours))
            {
                expected++;
                if (isHeld) held++;
            }
            yield return new SessionCoverage(session.Date, held, expected);
        }
    }

    /// <summary>What is missing of the sessions whose intervals open in <c>[from, to)</c>.</summary>
    /// <exception cref="CalendarRangeException">A time that the calendar does not know.</exception>
    public IEnumerable<CoverageGap> Gaps(long from, long to, SessionHours hours)
    {
        var calendar = ExchangeCalendar.NewYork;
        var gap = default(CoverageGap);
        if (from >= to) yield break;
        foreach (var session in calendar.Sessions(calendar.DateOf(EngineTime.ToInstant(from)), calendar.DateOf(EngineTime.ToInstant(to - 1))))
        {
            foreach (var (start, end, isHeld) in Intervals(session, hours))
            {
                if (start < from || start >= to) continue;
                if (!isHeld)
                {
                    gap = gap.Bars == 0 ? new CoverageGap(start, end, 1) : gap with { To = end, Bars = gap.Bars + 1 };
                    continue;
                }
                if (gap.Bars > 0) yield return gap;
                gap = default;
            }
        }
        if (gap.Bars > 0) yield return gap;
    }

    /// <summary>The intervals that a session has by the calendar.</summary>
    IEnumerable<(long Start, long End, bool IsHeld)> Intervals(TradingSession session, SessionHours hours)
    {
        var (open, close) = hours == SessionHours.Extended
            ? (EngineTime.From(session.ExtendedOpen), EngineTime.From(session.ExtendedClose))
            : (session.OpenNanoseconds, session.CloseNanoseconds);
        var length = Bar.Kind == BarKind.Time ? Bar.Size : close - open;
        var at = Array.BinarySearch(times, open);
        if (at < 0) at = ~at;
        for (var start = open; start < close; start += length)
        {
            var end = Math.Min(start + length, close);
            var first = at;
            while (at < times.Length && times[at] < end) at++;
            yield return (start, end, at > first);
        }
    }
}
