using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>What to have in the store.</summary>
/// <param name="Symbols">Tickers, each once.</param>
/// <param name="Wanted">Bars whose label lies in it.</param>
/// <param name="Size">Kind of bar.</param>
/// <param name="Hours">Hours that count.</param>
/// <param name="Again">Asks also about what is held and answered, so that what the broker changed since then is found.</param>
public sealed record DownloadRequest(IReadOnlyList<string> Symbols, TimeRange Wanted, HistoryBarSize Size, SessionHours Hours, bool Again = false);

/// <summary>What became of one symbol of a download.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Requests">Requests that were to be sent.</param>
/// <param name="Answered">Of these, how many were answered and are in the store.</param>
/// <param name="Added">Bars that the store did not have.</param>
/// <param name="Unchanged">Bars of the answers that it had with the same values.</param>
/// <param name="Revised">Bars that it had with other values: these stay, the answer is kept beside them.</param>
/// <param name="EmptySessions">Sessions of which the broker has no bar.</param>
/// <param name="Problems">Why something could not be had; empty when all was.</param>
public sealed record SymbolDownload(string Symbol, int Requests, int Answered, long Added, long Unchanged, long Revised, int EmptySessions, IReadOnlyList<string> Problems)
{
    /// <summary>What is worth knowing and no problem: that something wanted lies before the broker's history begins.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>All that the broker has of what was wanted is in the store.</summary>
    public bool IsComplete => Answered == Requests && Problems.Count == 0;
}

/// <summary>How far a download is.</summary>
/// <param name="Requests">Requests of all symbols, known once all are planned.</param>
/// <param name="Done">Of these, how many ended, whichever way.</param>
/// <param name="Added">Bars added so far.</param>
/// <param name="Symbol">Whose request ended last; null before the first.</param>
/// <param name="Eta">Time until the last one ends at this pace; null while that cannot be told.</param>
public readonly record struct DownloadProgress(int Requests, int Done, long Added, string? Symbol, TimeSpan? Eta)
{
    /// <summary>Symbols of which it is known what they lack.</summary>
    public int Planned { get; init; }

    /// <summary>All symbols.</summary>
    public int Symbols { get; init; }
}
