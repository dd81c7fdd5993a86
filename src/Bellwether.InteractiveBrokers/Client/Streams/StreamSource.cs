using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>A stream that someone reads: how it is asked for, and what its messages become.</summary>
abstract class StreamSource : IServerMessageHandler
{
    public required string What { get; init; }

    public required SubscriptionTerms Terms { get; init; }

    public Subscription? Subscription { get; set; }

    public abstract void Ask(ClientCore core, int id, bool isSnapshot);

    public abstract void Cancel(ClientCore core, int id);

    /// <summary>What was shown is no longer true.</summary>
    public virtual void SessionLost()
    {
    }

    public virtual void TypeChanged(QuoteType type)
    {
    }

    public abstract void Fail(Exception? reason);
}
