namespace Bellwether.InteractiveBrokers;

/// <summary>One request to write.</summary>
/// <param name="Action">What to write.</param>
/// <param name="Subscription">For which subscription.</param>
/// <param name="RequestId">The id to write it with.</param>
public readonly record struct SubscriptionStep(SubscriptionAction Action, Subscription Subscription, int RequestId);
