namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the account families of the login.</summary>
public struct ReqFamilyCodes : IClientMessage<ReqFamilyCodes>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqFamilyCodes;

    public static void Transfer<TWire>(ref TWire wire, ref ReqFamilyCodes m) where TWire : struct, IWire, allows ref struct
    {
    }

    public static void Deliver(in ReqFamilyCodes m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The account families of the login.</summary>
public sealed class FamilyCodes : IServerMessage<FamilyCodes>
{
    public FamilyCode[] Codes = [];

    public static ServerMessageId MessageId => ServerMessageId.FamilyCodes;

    public static void Transfer<TWire>(ref TWire wire, ref FamilyCodes m) where TWire : struct, IWire, allows ref struct
    {
        wire.List(ref m.Codes);
    }

    public static void Deliver(in FamilyCodes m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>An account and its family.</summary>
public struct FamilyCode : IFields<FamilyCode>
{
    public string AccountID = "";
    public string Code = "";

    public FamilyCode()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref FamilyCode m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.AccountID);
        wire.Text(ref m.Code, "familyCode");
    }
}
