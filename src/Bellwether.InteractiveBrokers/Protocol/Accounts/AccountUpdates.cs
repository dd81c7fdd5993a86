namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Begins or ends the updates of one account: values, portfolio, time.</summary>
public sealed class ReqAccountUpdates : IClientMessage<ReqAccountUpdates>
{
    public bool Subscribe;
    public string AcctCode = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqAccountUpdates;

    public static void Transfer<TWire>(ref TWire wire, ref ReqAccountUpdates m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(2);
        wire.Bool(ref m.Subscribe);
        wire.Text(ref m.AcctCode);
    }

    public static void Deliver(in ReqAccountUpdates m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>One account value.</summary>
public sealed class UpdateAccountValue : IServerMessage<UpdateAccountValue>
{
    public string Key = "";
    public string Value = "";
    public string Currency = "";
    public string AccountName = "";

    public static ServerMessageId MessageId => ServerMessageId.UpdateAccountValue;

    public static void Transfer<TWire>(ref TWire wire, ref UpdateAccountValue m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(2);
        wire.Text(ref m.Key);
        wire.Text(ref m.Value);
        wire.Text(ref m.Currency);
        wire.Text(ref m.AccountName);
    }

    public static void Deliver(in UpdateAccountValue m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>When the account values were computed.</summary>
public sealed class UpdateAccountTime : IServerMessage<UpdateAccountTime>
{
    /// <summary>HH:mm.</summary>
    public string TimeStamp = "";

    public static ServerMessageId MessageId => ServerMessageId.UpdateAccountTime;

    public static void Transfer<TWire>(ref TWire wire, ref UpdateAccountTime m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.TimeStamp);
    }

    public static void Deliver(in UpdateAccountTime m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>Values and portfolio have been sent once; changes follow.</summary>
public sealed class AccountDownloadEnd : IServerMessage<AccountDownloadEnd>
{
    public string AccountName = "";

    public static ServerMessageId MessageId => ServerMessageId.AccountDownloadEnd;

    public static void Transfer<TWire>(ref TWire wire, ref AccountDownloadEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.AccountName);
    }

    public static void Deliver(in AccountDownloadEnd m, IServerMessageHandler handler) => handler.On(m);
}
