namespace Bellwether.InteractiveBrokers;

/// <summary>How far a subscription got.</summary>
public enum SubscriptionState
{
    /// <summary>Wanted, and not asked for: no session, no line left, or a pause before the next try.</summary>
    Waiting,

    /// <summary>Asked for; no data since.</summary>
    Asked,

    /// <summary>Data come.</summary>
    Flowing,

    /// <summary>No line is left: snapshots come instead.</summary>
    Snapshots,

    /// <summary>Another session of the same user has the data.</summary>
    Competing,

    /// <summary>The broker refuses it; see <see cref="Subscription.RefusedBy"/>. It is not asked again by itself in this session.</summary>
    Refused,
}
