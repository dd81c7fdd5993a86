namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to the values of an account or model.</summary>
public sealed class ReqAccountUpdatesMulti : IClientMessage<ReqAccountUpdatesMulti>
{
    public int ReqId;
    public string Account = "";
    public string ModelCode = "";
    public bool LedgerAndNLV;

    public static ClientMessageId MessageId => ClientMessageId.ReqAccountUpdatesMulti;

    public static void Transfer<TWire>(ref TWire wire, ref ReqAccountUpdatesMulti m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        wire.Text(ref m.ModelCode);
        wire.Bool(ref m.LedgerAndNLV);
    }

    public static void Deliver(in ReqAccountUpdatesMulti m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends such a subscription.</summary>
public struct CancelAccountUpdatesMulti : IClientMessage<CancelAccountUpdatesMulti>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelAccountUpdatesMulti;

    public static void Transfer<TWire>(ref TWire wire, ref CancelAccountUpdatesMulti m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelAccountUpdatesMulti m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>One value of an account or model.</summary>
public sealed class AccountUpdateMulti : IServerMessage<AccountUpdateMulti>
{
    public int ReqId;
    public string Account = "";
    public string ModelCode = "";
    public string Key = "";
    public string Value = "";
    public string Currency = "";

    public static ServerMessageId MessageId => ServerMessageId.AccountUpdateMulti;

    public static void Transfer<TWire>(ref TWire wire, ref AccountUpdateMulti m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        wire.Text(ref m.ModelCode);
        wire.Text(ref m.Key);
        wire.Text(ref m.Value);
        wire.Text(ref m.Currency);
    }

    public static void Deliver(in AccountUpdateMulti m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>Every value of the request has been sent once.</summary>
public struct AccountUpdateMultiEnd : IServerMessage<AccountUpdateMultiEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.AccountUpdateMultiEnd;

    public static void Transfer<TWire>(ref TWire wire, ref AccountUpdateMultiEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in AccountUpdateMultiEnd m, IServerMessageHandler handler) => handler.On(in m);
}
