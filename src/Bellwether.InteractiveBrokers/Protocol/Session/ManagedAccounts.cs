namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the accounts of the login.</summary>
public struct ReqManagedAccts : IClientMessage<ReqManagedAccts>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqManagedAccts;

    public static void Transfer<TWire>(ref TWire wire, ref ReqManagedAccts m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in ReqManagedAccts m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The accounts of the login.</summary>
public sealed class ManagedAccounts : IServerMessage<ManagedAccounts>
{
    /// <summary>Separated by commas; may end in a comma.</summary>
    public string AccountsList = "";

    public static ServerMessageId MessageId => ServerMessageId.ManagedAccounts;

    public static void Transfer<TWire>(ref TWire wire, ref ManagedAccounts m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.AccountsList);
    }

    public static void Deliver(in ManagedAccounts m, IServerMessageHandler handler) => handler.On(m);
}
