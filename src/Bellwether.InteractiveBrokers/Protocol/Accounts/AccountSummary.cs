namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to account values by tag; two at once.</summary>
public sealed class ReqAccountSummary : IClientMessage<ReqAccountSummary>
{
    public int ReqId;

    /// <summary>All, a group's name or an account.</summary>
    public string Group = "All";

    /// <summary>Separated by commas, or $LEDGER, $LEDGER:CUR, $LEDGER:ALL.</summary>
    public string Tags = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqAccountSummary;

    public static void Transfer<TWire>(ref TWire wire, ref ReqAccountSummary m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Group);
        wire.Text(ref m.Tags);
    }

    public static void Deliver(in ReqAccountSummary m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends such a subscription.</summary>
public struct CancelAccountSummary : IClientMessage<CancelAccountSummary>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelAccountSummary;

    public static void Transfer<TWire>(ref TWire wire, ref CancelAccountSummary m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelAccountSummary m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>One account value.</summary>
public sealed class AccountSummary : IServerMessage<AccountSummary>
{
    public int ReqId;
    public string Account = "";
    public string Tag = "";
    public string Value = "";
    public string Currency = "";

    public static ServerMessageId MessageId => ServerMessageId.AccountSummary;

    public static void Transfer<TWire>(ref TWire wire, ref AccountSummary m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        wire.Text(ref m.Tag);
        wire.Text(ref m.Value);
        wire.Text(ref m.Currency);
    }

    public static void Deliver(in AccountSummary m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>Every value of the request has been sent once.</summary>
public struct AccountSummaryEnd : IServerMessage<AccountSummaryEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.AccountSummaryEnd;

    public static void Transfer<TWire>(ref TWire wire, ref AccountSummaryEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in AccountSummaryEnd m, IServerMessageHandler handler) => handler.On(in m);
}
