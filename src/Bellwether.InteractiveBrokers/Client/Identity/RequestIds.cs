namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Hands out request ids and knows what each belongs to. Request ids and order ids share one number space for errors, so they lie in disjoint ranges and
/// what a message is about is looked up here, never guessed. An id is not given twice; ended ids are remembered for a while, so that late messages about
/// them are recognised.
/// </summary>
public sealed class RequestIds
{
    /// <summary>The lowest request id. Order ids (<see cref="OrderIdAllocator"/>) stay below.</summary>
    public const int Lowest = 1_500_000_000;

    const int Highest = int.MaxValue - 1;
    const int Remembered = 4096;
    readonly Dictionary<int, RequestIdentity> _known = [];
    readonly Queue<int> _ended = new();
    int _next = Lowest;

    /// <summary>Requests that are not ended.</summary>
    public int Open => _known.Count - _ended.Count;

    /// <summary>A new id for a request.</summary>
    public int Next(RequestKind kind, int tag = 0)
    {
        if (kind is RequestKind.None or RequestKind.Order) throw new ArgumentException($"{kind} is no kind of request: order ids come from {nameof(OrderIdAllocator)}", nameof(kind));
        while (_known.ContainsKey(_next)) _next = After(_next);
        var id = _next;
        _next = After(id);
        _known[id] = new(kind, tag, IsEnded: false);
        return id;
    }

    /// <summary>The request is over.</summary>
    public void End(int id)
    {
        if (!_known.TryGetValue(id, out var identity) || identity.IsEnded) return;
        _known[id] = identity with { IsEnded = true };
        _ended.Enqueue(id);
        if (_ended.Count > Remembered) _known.Remove(_ended.Dequeue());
    }

    /// <summary>What an id of a message belongs to: a request of ours, an order (any id of that range), or nothing.</summary>
    public RequestIdentity Find(int id) => id switch
    {
        >= Lowest => _known.GetValueOrDefault(id),
        > 0 => new(RequestKind.Order, id, IsEnded: false),
        _ => default,
    };

    static int After(int id) => id >= Highest ? Lowest : id + 1;
}
