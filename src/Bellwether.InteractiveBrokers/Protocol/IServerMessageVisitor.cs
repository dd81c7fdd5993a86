namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Does something with a message type of a gateway that is known only by its id.</summary>
public interface IServerMessageVisitor
{
    /// <summary>The message type.</summary>
    void Visit<T>() where T : IServerMessage<T>, new();
}
