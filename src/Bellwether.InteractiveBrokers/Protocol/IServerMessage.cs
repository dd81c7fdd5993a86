namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An answer or event: gateway to client.</summary>
public interface IServerMessage<TSelf> : IFields<TSelf> where TSelf : IServerMessage<TSelf>
{
    static abstract ServerMessageId MessageId { get; }

    /// <summary>The first server version that knows the message.</summary>
    static virtual int Since => ServerVersions.Lowest;

    /// <summary>Calls the handler's method for this message.</summary>
    static abstract void Deliver(in TSelf m, IServerMessageHandler handler);
}
