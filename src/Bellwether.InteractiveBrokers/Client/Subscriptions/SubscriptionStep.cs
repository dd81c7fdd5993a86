namespace Bellwether.InteractiveBrokers;

/// <summary>What to write for a subscription.</summary>
public enum SubscriptionAction
{
    /// <summary>The request, with the new id.</summary>
    Ask,

    /// <summary>The request for one snapshot, with the new id.</summary>
    AskSnapshot,

    /// <summary>The cancel of an id.</summary>
    Cancel,
}

/// <summary>One request to write.</summary>
/// <param name="Action">What to write.</param>
/// <param name="Subscription">For which subscription.</param>
/// <param name="RequestId">The id to write it with.</param>
public readonly record struct SubscriptionStep(SubscriptionAction Action, Subscription Subscription, int RequestId);
