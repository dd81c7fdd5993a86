using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>Requests go straight to the connection: in lockstep, pacing is a matter of virtual time and the gateway stands still.</summary>
sealed class DirectWriter(IbConnection connection) : IRequestWriter
{
    public void Write<TMessage>(in TMessage message, RequestLane lane) where TMessage : IClientMessage<TMessage> => connection.Write(message);
}
