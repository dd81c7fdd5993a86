namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the finished orders of the day.</summary>
public struct ReqCompletedOrders : IClientMessage<ReqCompletedOrders>
{
    public bool ApiOnly;

    public static ClientMessageId MessageId => ClientMessageId.ReqCompletedOrders;

    public static int Since => ServerVersions.CompletedOrders;

    public static void Transfer<TWire>(ref TWire wire, ref ReqCompletedOrders m) where TWire : struct, IWire, allows ref struct
    {
        wire.Bool(ref m.ApiOnly);
    }

    public static void Deliver(in ReqCompletedOrders m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The finished orders have been sent.</summary>
public struct CompletedOrdersEnd : IServerMessage<CompletedOrdersEnd>
{
    public static ServerMessageId MessageId => ServerMessageId.CompletedOrdersEnd;

    public static int Since => ServerVersions.CompletedOrders;

    public static void Transfer<TWire>(ref TWire wire, ref CompletedOrdersEnd m) where TWire : struct, IWire, allows ref struct
    {
    }

    public static void Deliver(in CompletedOrdersEnd m, IServerMessageHandler handler) => handler.On(in m);
}
