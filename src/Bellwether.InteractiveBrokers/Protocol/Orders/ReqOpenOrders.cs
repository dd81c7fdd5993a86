namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the working orders of this client.</summary>
public struct ReqOpenOrders : IClientMessage<ReqOpenOrders>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqOpenOrders;

    public static void Transfer<TWire>(ref TWire wire, ref ReqOpenOrders m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in ReqOpenOrders m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Asks for the working orders of all clients, once.</summary>
public struct ReqAllOpenOrders : IClientMessage<ReqAllOpenOrders>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqAllOpenOrders;

    public static void Transfer<TWire>(ref TWire wire, ref ReqAllOpenOrders m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in ReqAllOpenOrders m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Binds manual orders of the future to this client.</summary>
public struct ReqAutoOpenOrders : IClientMessage<ReqAutoOpenOrders>
{
    /// <summary>Only client id 0 may set it.</summary>
    public bool AutoBind;

    public static ClientMessageId MessageId => ClientMessageId.ReqAutoOpenOrders;

    public static void Transfer<TWire>(ref TWire wire, ref ReqAutoOpenOrders m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Bool(ref m.AutoBind);
    }

    public static void Deliver(in ReqAutoOpenOrders m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The working orders have been sent.</summary>
public struct OpenOrderEnd : IServerMessage<OpenOrderEnd>
{
    public static ServerMessageId MessageId => ServerMessageId.OpenOrderEnd;

    public static void Transfer<TWire>(ref TWire wire, ref OpenOrderEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in OpenOrderEnd m, IServerMessageHandler handler) => handler.On(in m);
}
