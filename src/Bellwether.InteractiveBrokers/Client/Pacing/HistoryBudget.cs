using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>When a history request may go: the limits of ten minutes, of two seconds, of identical requests and of open ones.</summary>
sealed class HistoryBudget(PacingLimits limits)
{
    const int PruneAbove = 1024;
    readonly SlidingWindow _fine = new(limits.FineHistoryPerTenMinutes, (600 * EngineTime.Second) + limits.HistorySlack);
    readonly Dictionary<string, SlidingWindow> _kinds = [];
    readonly Dictionary<string, long> _identical = [];
    readonly HashSet<int> _open = [];

    public int Open => _open.Count;

    /// <summary>Nothing goes before this time.</summary>
    public long HeldUntil { get; set; } = long.MinValue;

    public bool IsFull => _open.Count >= limits.OpenHistory;

    /// <summary>When the request may go as far as its own limits tell, not looking at how many are open.</summary>
    /// <param name="unitsAhead">Units of fine history that will go before it.</param>
    public long DueAt(in HistoryRequest request, long now, int unitsAhead = 0)
    {
        var due = Math.Max(now, HeldUntil);
        if (request.IsFine) due = Math.Max(due, _fine.TimeOf(unitsAhead + request.Weight, now));
        if (_kinds.TryGetValue(request.Kind, out var kind)) due = Math.Max(due, kind.TimeOf(request.Weight, now));
        if (_identical.TryGetValue(request.Identity, out var last)) due = Math.Max(due, last + limits.IdenticalHistoryAfter + limits.HistorySlack);
        return due;
    }

    public void Take(in HistoryRequest request, int id, long now)
    {
        Prune(now);
        if (request.IsFine) _fine.Take(request.Weight, now);
        if (!_kinds.TryGetValue(request.Kind, out var kind))
            _kinds[request.Kind] = kind = new SlidingWindow(limits.HistoryPerContractInTwoSeconds, (2 * EngineTime.Second) + limits.HistorySlack);
        kind.Take(request.Weight, now);
        _identical[request.Identity] = now;
        _open.Add(id);
    }

    public bool Answered(int id) => _open.Remove(id);

    /// <summary>The session ended: nothing is open any more. What was asked before still counts at the broker.</summary>
    public void SessionLost() => _open.Clear();

    void Prune(long now)
    {
        if (_identical.Count > PruneAbove)
            foreach (var (identity, last) in _identical)
                if (last + limits.IdenticalHistoryAfter + limits.HistorySlack < now) _identical.Remove(identity);
        if (_kinds.Count > PruneAbove)
            foreach (var (name, window) in _kinds)
                if (window.IsEmpty(now)) _kinds.Remove(name);
    }
}
