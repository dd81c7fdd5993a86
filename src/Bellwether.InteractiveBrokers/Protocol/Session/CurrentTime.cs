namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the gateway's clock.</summary>
public struct ReqCurrentTime : IClientMessage<ReqCurrentTime>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqCurrentTime;

    public static void Transfer<TWire>(ref TWire wire, ref ReqCurrentTime m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in ReqCurrentTime m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The gateway's clock.</summary>
public struct CurrentTime : IServerMessage<CurrentTime>
{
    /// <summary>Seconds since the Unix epoch.</summary>
    public long Time;

    public static ServerMessageId MessageId => ServerMessageId.CurrentTime;

    public static void Transfer<TWire>(ref TWire wire, ref CurrentTime m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Long(ref m.Time);
    }

    public static void Deliver(in CurrentTime m, IServerMessageHandler handler) => handler.On(in m);
}
