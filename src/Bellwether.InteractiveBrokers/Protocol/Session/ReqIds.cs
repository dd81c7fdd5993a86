namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the next free order id.</summary>
public struct ReqIds : IClientMessage<ReqIds>
{
    /// <summary>Ignored by the gateway.</summary>
    public int NumIds = 1;

    public ReqIds()
    {
    }

    public static ClientMessageId MessageId => ClientMessageId.ReqIds;

    public static void Transfer<TWire>(ref TWire wire, ref ReqIds m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.IntOrDefault(ref m.NumIds);
    }

    public static void Deliver(in ReqIds m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The next free order id of this client.</summary>
public struct NextValidId : IServerMessage<NextValidId>
{
    public int OrderId;

    public static ServerMessageId MessageId => ServerMessageId.NextValidId;

    public static void Transfer<TWire>(ref TWire wire, ref NextValidId m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.OrderId);
    }

    public static void Deliver(in NextValidId m, IServerMessageHandler handler) => handler.On(in m);
}
