namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A manual order was bound to an order id of this client.</summary>
public struct OrderBound : IServerMessage<OrderBound>
{
    public long PermId;
    public int ClientId;
    public int OrderId;

    public static ServerMessageId MessageId => ServerMessageId.OrderBound;

    public static int Since => ServerVersions.OrderBound;

    public static void Transfer<TWire>(ref TWire wire, ref OrderBound m) where TWire : struct, IWire, allows ref struct
    {
        wire.Long(ref m.PermId);
        wire.Int(ref m.ClientId);
        wire.Int(ref m.OrderId);
    }

    public static void Deliver(in OrderBound m, IServerMessageHandler handler) => handler.On(in m);
}
