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
