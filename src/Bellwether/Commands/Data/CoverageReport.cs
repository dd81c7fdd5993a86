using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary>Engine time of the first that counts and before which things count; null = what is held.</summary>
readonly record struct CoverageRange(long? From, long? To);

/// <summary>The lines of <c>data coverage</c>.</summary>
sealed class CoverageReport(BarStore store, CoverageRange range, IReadOnlyList<SessionHours> hours)
{
    public static readonly string[] SourceColumns = ["symbol", "bar", "source", "session", "first_utc", "last_utc", "bars", "held", "expected", "sessions", "complete", "partial", "missing"];
    public static readonly string[] SessionColumns = ["symbol", "bar", "source", "session", "date", "state", "held", "expected"];
    public static readonly string[] GapColumns = ["symbol", "bar", "session", "from_utc", "to_utc", "bars"];
    public static readonly string[] DisagreementColumns =
        ["symbol", "bar", "time_utc", "source", "open", "high", "low", "close", "volume", "other_source", "other_open", "other_high", "other_low", "other_close", "other_volume"];

    static ExchangeCalendar Calendar => ExchangeCalendar.NewYork;

    /// <summary>A line a source and, when there are several, one of all together (<c>any</c>).</summary>
    public IEnumerable<IReadOnlyList<(string, object?)>> Sources(IEnumerable<(string Symbol, BarSpec Bar)> held)
    {
        foreach (var (any, from, to) in held.SelectMany(Known))
        {
            foreach (var map in BySource(any, from, to))
            {
                foreach (var part in hours)
                {
                    List<SessionCoverage> sessions = [.. map.Sessions(DateOf(from), DateOf(to - 1).PlusDays(1), part)];
                    yield return
                    [
                        ("symbol", map.Symbol), ("bar", map.Bar), ("source", NameOf(map)), ("session", NameOf(part)),
                        ("first_utc", map.Count == 0 ? null : Text(map.Times[0])), ("last_utc", map.Count == 0 ? null : Text(map.Times[^1])), ("bars", map.Count),
                        ("held", sessions.Sum(s => s.Held)), ("expected", sessions.Sum(s => s.Expected)), ("sessions", sessions.Count),
                        ("complete", sessions.Count(s => s.State == SessionState.Complete)), ("partial", sessions.Count(s => s.State == SessionState.Partial)),
                        ("missing", sessions.Count(s => s.State == SessionState.Missing)),
                    ];
                }
            }
        }
    }

    /// <summary>A line a source and session.</summary>
    public IEnumerable<IReadOnlyList<(string, object?)>> Sessions(IEnumerable<(string Symbol, BarSpec Bar)> held) =>
        from known in held.SelectMany(Known)
        from map in BySource(known.Any, known.From, known.To)
        from part in hours
        from session in map.Sessions(DateOf(known.From), DateOf(known.To - 1).PlusDays(1), part)
        select (IReadOnlyList<(string, object?)>)
        [
            ("symbol", map.Symbol), ("bar", map.Bar), ("source", NameOf(map)), ("session", NameOf(part)), ("date", LocalDatePattern.Iso.Format(session.Date)),
            ("state", session.State.ToString().ToLowerInvariant()), ("held", session.Held), ("expected", session.Expected),
        ];

    /// <summary>A line for what no source has.</summary>
    public IEnumerable<IReadOnlyList<(string, object?)>> Gaps(IEnumerable<(string Symbol, BarSpec Bar)> held) =>
        from known in held.SelectMany(Known)
        from part in hours
        from gap in known.Any.Gaps(known.From, known.To, part)
        select (IReadOnlyList<(string, object?)>)
        [
            ("symbol", known.Any.Symbol), ("bar", known.Any.Bar), ("session", NameOf(part)), ("from_utc", Text(gap.From)), ("to_utc", Text(gap.To)), ("bars", gap.Bars),
        ];

    /// <summary>A line for a bar of which two sources tell different things.</summary>
    public IEnumerable<IReadOnlyList<(string, object?)>> Disagreements(IEnumerable<(string Symbol, BarSpec Bar)> held) =>
        from h in held
        from d in store.Disagreements(h.Symbol, h.Bar, range.From ?? long.MinValue, range.To ?? long.MaxValue)
        let a = d.TrustedValues
        let b = d.OtherValues
        select (IReadOnlyList<(string, object?)>)
        [
            ("symbol", d.Symbol), ("bar", d.Bar), ("time_utc", Text(d.Time)),
            ("source", BarStore.NameOf(d.Trusted)), ("open", a.Open), ("high", a.High), ("low", a.Low), ("close", a.Close), ("volume", a.Volume),
            ("other_source", BarStore.NameOf(d.Other)), ("other_open", b.Open), ("other_high", b.High), ("other_low", b.Low), ("other_close", b.Close), ("other_volume", b.Volume),
        ];

    /// <summary>All sources of a symbol together with the range that is looked at; nothing where neither the range nor a bar tells one.</summary>
    IEnumerable<(CoverageMap Any, long From, long To)> Known((string Symbol, BarSpec Bar) held)
    {
        var any = store.Coverage(held.Symbol, held.Bar, range.From ?? long.MinValue, range.To ?? long.MaxValue);
        var from = range.From ?? (any.Count > 0 ? StartOf(DateOf(any.Times[0])) : null);
        var to = range.To ?? (any.Count > 0 ? StartOf(DateOf(any.Times[^1]).PlusDays(1)) : null);
        if (from is { } f && to is { } t && f < t) yield return (any, f, t);
    }

    CoverageMap[] BySource(CoverageMap any, long from, long to)
    {
        CoverageMap[] maps = [.. Enum.GetValues<BarSource>().Select(s => store.Coverage(any.Symbol, any.Bar, from, to, s)).Where(m => m.Count > 0)];
        return maps.Length == 1 ? maps : [.. maps, any];
    }

    static string NameOf(CoverageMap map) => map.Source is { } source ? BarStore.NameOf(source) : "any";

    static string NameOf(SessionHours hours) => hours == SessionHours.Extended ? "all" : "rth";

    static LocalDate DateOf(long time) => Calendar.DateOf(EngineTime.ToInstant(time));

    static long? StartOf(LocalDate date) => EngineTime.From(Calendar.Zone.AtStartOfDay(date).ToInstant());

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));
}
