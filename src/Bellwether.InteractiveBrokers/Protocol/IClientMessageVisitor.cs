namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Does something with a message type of a client that is known only by its id.</summary>
public interface IClientMessageVisitor
{
    /// <summary>The message type.</summary>
    void Visit<T>() where T : IClientMessage<T>, new();
}
