namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A request: client to gateway.</summary>
public interface IClientMessage<TSelf> : IFields<TSelf> where TSelf : IClientMessage<TSelf>
{
    static abstract ClientMessageId MessageId { get; }

    /// <summary>The first server version that knows the message.</summary>
    static virtual int Since => ServerVersions.Lowest;

    /// <summary>Calls the handler's method for this message.</summary>
    static abstract void Deliver(in TSelf m, IClientMessageHandler handler);
}
