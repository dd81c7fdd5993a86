namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the white branding id of the login.</summary>
public struct ReqUserInfo : IClientMessage<ReqUserInfo>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.ReqUserInfo;

    public static int Since => ServerVersions.UserInfo;

    public static void Transfer<TWire>(ref TWire wire, ref ReqUserInfo m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in ReqUserInfo m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The white branding id of the login.</summary>
public sealed class UserInfo : IServerMessage<UserInfo>
{
    public int ReqId;
    public string WhiteBrandingId = "";

    public static ServerMessageId MessageId => ServerMessageId.UserInfo;

    public static int Since => ServerVersions.UserInfo;

    public static void Transfer<TWire>(ref TWire wire, ref UserInfo m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.WhiteBrandingId);
    }

    public static void Deliver(in UserInfo m, IServerMessageHandler handler) => handler.On(m);
}
