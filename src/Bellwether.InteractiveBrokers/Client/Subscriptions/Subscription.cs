namespace Bellwether.InteractiveBrokers;

/// <summary>Something that shall flow for as long as it is wanted, whatever happens to the session. Changed by <see cref="SubscriptionBook"/> alone.</summary>
public sealed class Subscription
{
    internal Subscription(SubscriptionTerms terms, long sequence) => (Terms, Sequence) = (terms, sequence);

    public SubscriptionTerms Terms { get; internal set; }

    public SubscriptionState State { get; internal set; }

    /// <summary>The request id under which it runs now; 0 for none. Every new try has a new one.</summary>
    public int RequestId { get; internal set; }

    /// <summary>What kind of data comes.</summary>
    public QuoteType Type { get; internal set; }

    /// <summary>Nanoseconds of the last data; null when there were none in this session.</summary>
    public long? LastDataAt { get; internal set; }

    /// <summary>The code that refused it; 0 for none.</summary>
    public int RefusedBy { get; internal set; }

    /// <summary>How often it was asked again because data did not come, since they last came.</summary>
    public int Retries { get; internal set; }

    /// <summary>It waits until the broker's limit for new requests of its kind allows it.</summary>
    public bool IsPaced { get; internal set; }

    /// <summary>Live data flow: good enough to price an order.</summary>
    public bool IsLive => State == SubscriptionState.Flowing && Type == QuoteType.Live;

    internal long Sequence { get; }

    /// <summary>A code that said that a permission is missing, until data come all the same; 0 for none.</summary>
    internal int Doubt { get; set; }

    /// <summary>Whatever the owner of the book wants to find with it.</summary>
    internal object? Owner { get; set; }

    internal bool IsDropped { get; set; }

    internal bool IsSnapshot { get; set; }

    internal long AskedAt { get; set; }

    internal long RetryAt { get; set; } = long.MinValue;

    internal long SnapshotAt { get; set; } = long.MinValue;

    internal bool HoldsStream => RequestId != 0 && !IsSnapshot;
}
