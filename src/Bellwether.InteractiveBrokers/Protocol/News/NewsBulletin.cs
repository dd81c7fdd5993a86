namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to bulletins of the exchanges and IB.</summary>
public struct ReqNewsBulletins : IClientMessage<ReqNewsBulletins>
{
    public bool AllMsgs;

    public static ClientMessageId MessageId => ClientMessageId.ReqNewsBulletins;

    public static void Transfer<TWire>(ref TWire wire, ref ReqNewsBulletins m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Bool(ref m.AllMsgs);
    }

    public static void Deliver(in ReqNewsBulletins m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Ends the bulletin subscription.</summary>
public struct CancelNewsBulletins : IClientMessage<CancelNewsBulletins>
{
    public static ClientMessageId MessageId => ClientMessageId.CancelNewsBulletins;

    public static void Transfer<TWire>(ref TWire wire, ref CancelNewsBulletins m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in CancelNewsBulletins m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>A bulletin.</summary>
public sealed class NewsBulletin : IServerMessage<NewsBulletin>
{
    public int MsgId;
    public int MsgType;
    public string Message = "";
    public string OriginExch = "";

    public static ServerMessageId MessageId => ServerMessageId.NewsBulletin;

    public static void Transfer<TWire>(ref TWire wire, ref NewsBulletin m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.MsgId);
        wire.Int(ref m.MsgType);
        wire.FreeText(ref m.Message);
        wire.Text(ref m.OriginExch);
    }

    public static void Deliver(in NewsBulletin m, IServerMessageHandler handler) => handler.On(m);
}
