using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>
/// A kind of bar as Interactive Brokers' history has it, and how much of it one request may ask for. After the broker's table of durations and bar sizes, and so that an
/// answer has at most about two thousand bars.
/// </summary>
/// <param name="Bar">The kind of bar.</param>
/// <param name="Name">The broker's name of it.</param>
/// <param name="Piece">For bars of seconds: longest duration of a request, nanoseconds; 0 for requests of whole sessions.</param>
/// <param name="Reach">What a request does not reach out of.</param>
public sealed record HistoryBarSize(BarSpec Bar, string Name, long Piece, HistoryReach Reach)
{
    /// <summary>An answer should have no more bars than this.</summary>
    public const int MostBars = 2_000;

    static readonly HistoryBarSize[] All =
    [
        Fine(1, "1 secs", 1_800), Fine(5, "5 secs", 3_600), Fine(10, "10 secs", 14_400), Fine(15, "15 secs", 14_400), Fine(30, "30 secs", 28_800),
        Minutes(1, "1 min", HistoryReach.Week), Minutes(2, "2 mins", HistoryReach.Week), Minutes(3, "3 mins", HistoryReach.Week), Minutes(5, "5 mins", HistoryReach.Week),
        Minutes(10, "10 mins", HistoryReach.Week), Minutes(15, "15 mins", HistoryReach.Week), Minutes(30, "30 mins", HistoryReach.Month),
        new(BarSpec.Daily, "1 day", 0, HistoryReach.Year),
    ];

    /// <summary>The broker keeps bars of half a minute and less for half a year.</summary>
    public bool IsFine => Piece > 0;

    /// <summary>
    /// Finds the kind of the broker's bars that bars of a kind are, or are made of: the longest whose borders lie on theirs. The broker counts bars of 20 minutes, of hours and above from the
    /// full hour, ours begin with the session; so an hour is made of half hours, 20 minutes of 10, weeks and months of days.
    /// </summary>
    /// <param name="size">Its <see cref="Bar"/> is <paramref name="bar"/> itself or a shorter one.</param>
    /// <param name="problem">Why there is none, and what to do; empty when found.</param>
    public static bool TryFind(BarSpec bar, SessionHours hours, out HistoryBarSize size, out string problem)
    {
        problem = "";
        size = bar.Kind switch
        {
            BarKind.Time => Array.FindLast(All, s => s.Bar.Kind == BarKind.Time && bar.Size % s.Bar.Size == 0)!,
            BarKind.Day or BarKind.Week or BarKind.Month => All[^1],
            _ => null!,
        };
        if (size is null) problem = $"bar {bar}: the broker's history has bars of time; download minutes (1m), of which {(bar.NeedsTrades ? "such bars cannot be made, though: they take trades" : "\"data bars\" makes such bars")}";
        else if (hours == SessionHours.Extended && (size.IsFine || size.Bar == BarSpec.Daily)) problem = $"bar {bar} comes for regular hours only; for all hours download bars of a minute or more, below a day";
        return problem.Length == 0;
    }

    static HistoryBarSize Fine(int seconds, string name, int piece) => new(BarSpec.OfTime(seconds * EngineTime.Second), name, piece * EngineTime.Second, HistoryReach.Session);

    static HistoryBarSize Minutes(int minutes, string name, HistoryReach reach) => new(BarSpec.OfTime(minutes * EngineTime.Minute), name, 0, reach);
}
