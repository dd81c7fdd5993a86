using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// What shall flow, against what does. The owner says what is wanted and what happened; <see cref="TryNext"/> says what to write next, until everything
/// wanted flows again: after a new session, after lost data (1101), after data that were said to be kept and do not come (1102), after refusals that pass,
/// and when market data lines are scarce.
/// </summary>
/// <remarks>
/// Sans I/O and clock; times are nanoseconds of one clock. Not for concurrent use. What happens is here, what is to be written next in
/// <c>SubscriptionBook.Steps</c>.
/// </remarks>
public sealed partial class SubscriptionBook
{
    const long RetryAfter = 15 * EngineTime.Second;

    readonly RequestIds _ids;
    readonly List<Subscription> _all = [];
    readonly Dictionary<int, Subscription> _byRequest = [];
    readonly Queue<(Subscription Subscription, int RequestId)> _cancels = new();
    readonly HashSet<Subscription> _granted = [];
    readonly StreamPacing _pacing;
    long _sequence;
    long _expectsSince;
    long _due = long.MaxValue;
    bool _isOpen;
    bool _isDirty;

    /// <param name="ids">Where new request ids come from.</param>
    /// <param name="budget">Market data lines; 100 unless told.</param>
    /// <param name="limits">How often new streams may be asked for; the broker's limits unless told.</param>
    public SubscriptionBook(RequestIds ids, LineBudget? budget = null, PacingLimits? limits = null)
    {
        _ids = ids;
        _pacing = new StreamPacing(limits ?? new());
        Budget = budget ?? new();
    }

    public LineBudget Budget { get; }

    /// <summary>Everything that is wanted, by precedence: priority, then age.</summary>
    public IReadOnlyList<Subscription> All => _all;

    /// <summary>Whether silence is suspicious: true while the market is open and its farms are up. Set by <see cref="Expect"/>.</summary>
    public bool ExpectsData { get; private set; } = true;

    /// <summary>When <see cref="TryNext"/> has something to say unless something happens before.</summary>
    public long NextDue => !_isOpen ? long.MaxValue : _isDirty ? long.MinValue : _due;

    /// <summary>From now on this shall flow.</summary>
    public Subscription Want(SubscriptionTerms terms)
    {
        var subscription = new Subscription(terms, _sequence++);
        Insert(subscription);
        return subscription;
    }

    /// <summary>This need not flow any more.</summary>
    public void Drop(Subscription subscription)
    {
        if (subscription.IsDropped) return;
        subscription.IsDropped = true;
        _all.Remove(subscription);
        Stop(subscription, cancel: true);
        subscription.State = SubscriptionState.Waiting;
    }

    /// <summary>Changes the precedence, for instance because the symbol is held now.</summary>
    public void Prioritize(Subscription subscription, int priority)
    {
        if (subscription.IsDropped || subscription.Terms.Priority == priority) return;
        _all.Remove(subscription);
        subscription.Terms = subscription.Terms with { Priority = priority };
        Insert(subscription);
    }

    /// <summary>Says whether silence is suspicious from now on.</summary>
    public void Expect(bool data, long now)
    {
        if (data && !ExpectsData) _expectsSince = now;
        ExpectsData = data;
        _isDirty = true;
    }

    /// <summary>A new session stands: everything is asked for, what was refused too.</summary>
    public void SessionOpened(long now)
    {
        Budget.Forget();
        StartOver(now);
        _isOpen = true;
    }

    /// <summary>The session is gone, and with it all that ran in it.</summary>
    public void SessionLost()
    {
        _isOpen = false;
        StartOver(long.MinValue);
    }

    /// <summary>The broker lost all subscriptions (1101).</summary>
    public void DataLost(long now) => StartOver(now);

    /// <summary>The broker says that it kept them (1102): each has to show it.</summary>
    public void DataKept(long now)
    {
        foreach (var subscription in _all)
        {
            if (!subscription.HoldsStream) continue;
            subscription.State = SubscriptionState.Asked;
            subscription.AskedAt = now;
        }
        _isDirty = true;
    }

    /// <summary>Asks again for what was refused, for instance after another kind of market data was chosen.</summary>
    public void Retry(Subscription subscription)
    {
        if (subscription.IsDropped || subscription.State is not (SubscriptionState.Refused or SubscriptionState.Competing)) return;
        Stop(subscription, cancel: true);
        subscription.State = SubscriptionState.Waiting;
        subscription.RefusedBy = 0;
        subscription.Doubt = 0;
        subscription.RetryAt = long.MinValue;
    }

    /// <summary>Data came. Null when the request is none of ours, or an old one.</summary>
    public Subscription? OnData(int requestId, long now)
    {
        if (!_byRequest.TryGetValue(requestId, out var subscription)) return null;
        subscription.LastDataAt = now;
        subscription.Retries = 0;
        subscription.Doubt = 0;
        if (!subscription.IsSnapshot) subscription.State = SubscriptionState.Flowing;
        return subscription;
    }

    /// <summary>The gateway named the kind of data (1 live to 4 delayed and frozen).</summary>
    public Subscription? OnQuoteType(int requestId, int type)
    {
        if (!_byRequest.TryGetValue(requestId, out var subscription)) return null;
        subscription.Type = type is >= 1 and <= 4 ? (QuoteType)type : QuoteType.Unknown;
        return subscription;
    }

    /// <summary>A snapshot is complete.</summary>
    public void OnSnapshotEnd(int requestId)
    {
        if (_byRequest.TryGetValue(requestId, out var subscription) && subscription.IsSnapshot) Stop(subscription, cancel: false);
    }

    /// <summary>A code came for a request. Null when it is none of ours.</summary>
    public Subscription? OnCode(int requestId, int code, long now)
    {
        if (!_byRequest.TryGetValue(requestId, out var subscription)) return null;
        var known = IbCodes.Find(code);
        if (known.Has(IbCodeEffects.Delayed)) subscription.Type = QuoteType.Delayed;
        if (known.Has(IbCodeEffects.NoPermission)) subscription.Doubt = code;
        if (known.Has(IbCodeEffects.CompetingSession)) subscription.State = SubscriptionState.Competing;
        else if (known.Has(IbCodeEffects.LineLimit))
        {
            Stop(subscription, cancel: false);
            // One line less than thought: whoever comes last in the order loses it, which need not be this one. Otherwise waiting is all that helps.
            if (subscription.Terms.UsesLine && Budget.Learn(LinesInUse())) subscription.State = SubscriptionState.Waiting;
            else Pause(subscription, now);
        }
        else if (known.Has(IbCodeEffects.EndsRequest)) End(subscription, known, code, now);
        else if (known.Has(IbCodeEffects.Resubscribe))
        {
            Stop(subscription, cancel: true);
            subscription.State = SubscriptionState.Waiting;
        }
        return subscription;
    }

    void End(Subscription subscription, IbCode known, int code, long now)
    {
        var retries = known.Has(IbCodeEffects.Resubscribe) || code == 102 || known.Has(IbCodeEffects.ReadText) || known.Has(IbCodeEffects.SlowDown) || code == 420;
        Stop(subscription, cancel: false);
        if (retries)
        {
            Pause(subscription, now);
            return;
        }
        Refuse(subscription, code);
    }

    static void Refuse(Subscription subscription, int code) => (subscription.State, subscription.RefusedBy) = (SubscriptionState.Refused, code);

    static void Pause(Subscription subscription, long now)
    {
        subscription.State = SubscriptionState.Waiting;
        subscription.RetryAt = now + (RetryAfter << Math.Min(subscription.Retries, 3));
        subscription.Retries++;
    }

    void Stop(Subscription subscription, bool cancel)
    {
        _isDirty = true;
        if (subscription.RequestId == 0) return;
        _byRequest.Remove(subscription.RequestId);
        _ids.End(subscription.RequestId);
        if (cancel && _isOpen) _cancels.Enqueue((subscription, subscription.RequestId));
        subscription.RequestId = 0;
        subscription.IsSnapshot = false;
        if (subscription.State != SubscriptionState.Snapshots) subscription.Type = QuoteType.Unknown;
    }

    void StartOver(long now)
    {
        _cancels.Clear();
        foreach (var subscription in _all)
        {
            Stop(subscription, cancel: false);
            subscription.State = SubscriptionState.Waiting;
            subscription.Type = QuoteType.Unknown;
            subscription.LastDataAt = null;
            subscription.RefusedBy = 0;
            subscription.Doubt = 0;
            subscription.Retries = 0;
            subscription.RetryAt = long.MinValue;
            subscription.IsPaced = false;
        }
        _expectsSince = now;
        _isDirty = true;
    }

    void Insert(Subscription subscription)
    {
        var at = _all.FindIndex(s => s.Terms.Priority < subscription.Terms.Priority || (s.Terms.Priority == subscription.Terms.Priority && s.Sequence > subscription.Sequence));
        _all.Insert(at < 0 ? _all.Count : at, subscription);
        _isDirty = true;
    }
}
