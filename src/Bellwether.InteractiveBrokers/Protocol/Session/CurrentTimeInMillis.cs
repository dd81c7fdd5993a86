namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the gateway's clock in milliseconds.</summary>
public struct ReqCurrentTimeInMillis : IClientMessage<ReqCurrentTimeInMillis>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqCurrentTimeInMillis;

    public static int Since => ServerVersions.CurrentTimeInMillis;

    public static void Transfer<TWire>(ref TWire wire, ref ReqCurrentTimeInMillis m) where TWire : struct, IWire, allows ref struct
    {
    }

    public static void Deliver(in ReqCurrentTimeInMillis m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The gateway's clock.</summary>
public struct CurrentTimeInMillis : IServerMessage<CurrentTimeInMillis>
{
    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long TimeInMillis;

    public static ServerMessageId MessageId => ServerMessageId.CurrentTimeInMillis;

    public static int Since => ServerVersions.CurrentTimeInMillis;

    public static void Transfer<TWire>(ref TWire wire, ref CurrentTimeInMillis m) where TWire : struct, IWire, allows ref struct
    {
        wire.Long(ref m.TimeInMillis);
    }

    public static void Deliver(in CurrentTimeInMillis m, IServerMessageHandler handler) => handler.On(in m);
}
