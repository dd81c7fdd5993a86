using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Remembers which contract a query means, so that each is asked once. It decides what an answer means: one, none or several. The caller writes the request
/// when <see cref="Begin"/> says so, in the data lane of the scheduler, and feeds the answers back.
/// </summary>
/// <remarks>Times are nanoseconds. Contracts that were found expire, for trading hours and rules change; refusals are not remembered.</remarks>
public sealed class ContractCache(long maxAge = 24 * 60 * EngineTime.Minute)
{
    readonly Dictionary<ContractQuery, (ContractResolution Resolution, long At)> _found = [];
    readonly Dictionary<ContractQuery, int> _asking = [];
    readonly Dictionary<int, (ContractQuery Query, List<ContractDetails> Answers)> _requests = [];

    /// <summary>Queries that are under way.</summary>
    public int Asking => _requests.Count;

    /// <summary>The contract of a query, if it is known and not too old.</summary>
    public bool TryGet(in ContractQuery query, long now, out ContractResolution resolution)
    {
        resolution = null!;
        if (!_found.TryGetValue(query, out var found) || now - found.At > maxAge) return false;
        resolution = found.Resolution;
        return true;
    }

    /// <summary>Whether the query must be asked with this request id. False when the same is under way already: that one's answer is the answer.</summary>
    public bool Begin(in ContractQuery query, int requestId)
    {
        if (!_asking.TryAdd(query, requestId)) return false;
        _requests[requestId] = (query, []);
        return true;
    }

    /// <summary>The request id under which a query is under way.</summary>
    public bool IsAsking(in ContractQuery query, out int requestId) => _asking.TryGetValue(query, out requestId);

    /// <summary>Takes one match; false when the request is not ours.</summary>
    public bool Add(ContractDetails details)
    {
        if (!_requests.TryGetValue(details.ReqId, out var request)) return false;
        request.Answers.Add(details);
        return true;
    }

    /// <summary>All matches have come; null when the request is not ours.</summary>
    public ContractResolution? End(int requestId, long now)
    {
        if (!Forget(requestId, out var request)) return null;
        var resolution = Judge(request.Query, request.Answers);
        if (resolution.Outcome == ContractOutcome.Found) _found[request.Query] = (resolution, now);
        return resolution;
    }

    /// <summary>The request failed (200: no such contract) or was given up; null when it is not ours.</summary>
    public ContractResolution? Fail(int requestId) =>
        Forget(requestId, out var request) ? new(request.Query, ContractOutcome.NotFound, null, []) : null;

    /// <summary>The session is over: what was under way is void. What was found stays.</summary>
    public void SessionLost()
    {
        _requests.Clear();
        _asking.Clear();
    }

    bool Forget(int requestId, out (ContractQuery Query, List<ContractDetails> Answers) request)
    {
        if (!_requests.Remove(requestId, out request)) return false;
        _asking.Remove(request.Query);
        return true;
    }

    /// <summary>One contract may come once for each exchange; the broker's number tells contracts apart, the primary exchange settles which is meant.</summary>
    static ContractResolution Judge(in ContractQuery query, List<ContractDetails> answers)
    {
        var distinct = answers.DistinctBy(d => d.Contract.ConId).ToList();
        if (distinct.Count > 1 && query.PrimaryExchange is { Length: > 0 } primary && distinct.FindAll(d => d.Contract.PrimaryExchange == primary) is { Count: > 0 } listed)
            distinct = listed;
        return distinct.Count switch
        {
            0 => new(query, ContractOutcome.NotFound, null, []),
            1 => new(query, ContractOutcome.Found, distinct[0], distinct),
            _ => new(query, ContractOutcome.Ambiguous, null, distinct),
        };
    }
}
