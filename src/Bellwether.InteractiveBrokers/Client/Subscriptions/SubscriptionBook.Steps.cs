using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

// What to write next: cancels, then whatever is wanted and may be asked for.
public sealed partial class SubscriptionBook
{
    const long SnapshotLimit = 12 * EngineTime.Second;
    const long SnapshotEvery = 30 * EngineTime.Second;
    const long AgainAfter = EngineTime.Second / 10;

    /// <summary>The next request to write, until there is none.</summary>
    public bool TryNext(long now, out SubscriptionStep step)
    {
        step = default;
        if (!_isOpen) return false;
        if (_cancels.TryDequeue(out var cancel))
        {
            step = new(SubscriptionAction.Cancel, cancel.Subscription, cancel.RequestId);
            return true;
        }
        if (!_isDirty && now < _due) return false;
        GiveUpTheSilent(now);
        Evict();
        // What was just stopped is cancelled before anything is asked: a line is free only then.
        if (_cancels.Count > 0) return TryNext(now, out step);
        if (TryAsk(now, out step)) return true;
        _isDirty = false;
        // What is due and cannot be done now is looked at again soon, not at once.
        _due = Math.Max(ComputeDue(), now + AgainAfter);
        return false;
    }

    bool TryAsk(long now, out SubscriptionStep step)
    {
        Subscription? snapshot = null;
        var snapshotRuns = false;
        foreach (var subscription in _all)
        {
            snapshotRuns |= subscription.IsSnapshot;
            if (subscription.RequestId != 0 || subscription.State == SubscriptionState.Refused || now < subscription.RetryAt) continue;
            if (!subscription.Terms.UsesLine || _granted.Contains(subscription))
            {
                if (_pacing.DueAt(subscription.Terms, now) is var due && due > now)
                {
                    (subscription.RetryAt, subscription.IsPaced) = (due, true);
                    continue;
                }
                step = Ask(subscription, isSnapshot: false, now);
                return true;
            }
            if (subscription.State == SubscriptionState.Snapshots && SnapshotDue(subscription) <= now && (snapshot is null || subscription.SnapshotAt < snapshot.SnapshotAt))
                snapshot = subscription;
        }
        step = default;
        if (snapshot is null || snapshotRuns || LinesInUse() >= Budget.Lines) return false;
        step = Ask(snapshot, isSnapshot: true, now);
        return true;
    }

    SubscriptionStep Ask(Subscription subscription, bool isSnapshot, long now)
    {
        var id = _ids.Next(subscription.Terms.Kind, subscription.Terms.Tag);
        _byRequest[id] = subscription;
        subscription.RequestId = id;
        subscription.IsSnapshot = isSnapshot;
        subscription.AskedAt = now;
        subscription.IsPaced = false;
        if (!isSnapshot) _pacing.Take(subscription.Terms, now);
        if (isSnapshot) subscription.SnapshotAt = now;
        else subscription.State = SubscriptionState.Asked;
        return new(isSnapshot ? SubscriptionAction.AskSnapshot : SubscriptionAction.Ask, subscription, id);
    }

    /// <summary>Data that do not come are asked for again, each time with twice the patience, up to eight times.</summary>
    void GiveUpTheSilent(long now)
    {
        foreach (var subscription in _all)
        {
            if (subscription.IsSnapshot && now - subscription.AskedAt >= SnapshotLimit) Stop(subscription, cancel: true);
            if (SilentAt(subscription) > now) continue;
            Stop(subscription, cancel: true);
            if (subscription.Doubt != 0)
            {
                // The broker had said that a permission is missing, and indeed nothing came.
                Refuse(subscription, subscription.Doubt);
                continue;
            }
            subscription.State = SubscriptionState.Waiting;
            subscription.Retries++;
        }
    }

    void Evict()
    {
        Budget.Grant(_all, _granted);
        foreach (var subscription in _all)
        {
            if (!subscription.Terms.UsesLine || subscription.State == SubscriptionState.Refused) continue;
            if (_granted.Contains(subscription))
            {
                // A snapshot makes way for the stream.
                if (subscription.IsSnapshot) Stop(subscription, cancel: true);
                if (subscription.State == SubscriptionState.Snapshots) subscription.State = SubscriptionState.Waiting;
                continue;
            }
            if (subscription.HoldsStream) Stop(subscription, cancel: true);
            if (!subscription.IsSnapshot) subscription.State = subscription.Terms.AllowsSnapshots ? SubscriptionState.Snapshots : SubscriptionState.Waiting;
        }
    }

    int LinesInUse()
    {
        var lines = 0;
        foreach (var subscription in _all)
            if (subscription.Terms.UsesLine && subscription.RequestId != 0) lines++;
        return lines;
    }

    /// <summary>When the silence of a stream is too long; never for what is not expected to flow.</summary>
    long SilentAt(Subscription subscription)
    {
        if (!ExpectsData || !subscription.HoldsStream || subscription.Terms.DataWithin is not { } within || subscription.State == SubscriptionState.Competing) return long.MaxValue;
        var since = Math.Max(Math.Max(subscription.AskedAt, _expectsSince), subscription.LastDataAt ?? long.MinValue);
        return since + (within << Math.Min(subscription.Retries, 3));
    }

    static long SnapshotDue(Subscription subscription) => subscription.SnapshotAt == long.MinValue ? long.MinValue : subscription.SnapshotAt + SnapshotEvery;

    long ComputeDue()
    {
        var due = long.MaxValue;
        foreach (var subscription in _all)
        {
            due = Math.Min(due, SilentAt(subscription));
            if (subscription.IsSnapshot) due = Math.Min(due, subscription.AskedAt + SnapshotLimit);
            else if (subscription.RequestId == 0 && subscription.State == SubscriptionState.Snapshots) due = Math.Min(due, SnapshotDue(subscription));
            else if (subscription.RequestId == 0 && subscription.State == SubscriptionState.Waiting && subscription.RetryAt > long.MinValue) due = Math.Min(due, subscription.RetryAt);
        }
        return due;
    }
}
