namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Market data of a CFD comes from another contract: ask for that one.</summary>
public sealed class RerouteMktDataReq : IServerMessage<RerouteMktDataReq>
{
    public int ReqId;
    public int ConId;
    public string Exchange = "";

    public static ServerMessageId MessageId => ServerMessageId.RerouteMktDataReq;

    public static void Transfer<TWire>(ref TWire wire, ref RerouteMktDataReq m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Int(ref m.ConId);
        wire.Text(ref m.Exchange);
    }

    public static void Deliver(in RerouteMktDataReq m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>The order book of a CFD comes from another contract: ask for that one.</summary>
public sealed class RerouteMktDepthReq : IServerMessage<RerouteMktDepthReq>
{
    public int ReqId;
    public int ConId;
    public string Exchange = "";

    public static ServerMessageId MessageId => ServerMessageId.RerouteMktDepthReq;

    public static void Transfer<TWire>(ref TWire wire, ref RerouteMktDepthReq m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Int(ref m.ConId);
        wire.Text(ref m.Exchange);
    }

    public static void Deliver(in RerouteMktDepthReq m, IServerMessageHandler handler) => handler.On(m);
}
