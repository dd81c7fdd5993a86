using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>Which requests go first when the broker's message rate is scarce.</summary>
public enum RequestLane { Orders, Data }

/// <summary>Where the adapter's requests go: a socket, a paced queue before a socket, or a buffer in memory.</summary>
public interface IRequestWriter
{
    void Write<TMessage>(in TMessage message, RequestLane lane) where TMessage : IClientMessage<TMessage>;
}
