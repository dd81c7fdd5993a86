namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to the profit and loss of an account.</summary>
public sealed class ReqPnL : IClientMessage<ReqPnL>
{
    public int ReqId;
    public string Account = "";
    public string ModelCode = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqPnL;

    public static int Since => ServerVersions.PnL;

    public static void Transfer<TWire>(ref TWire wire, ref ReqPnL m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        wire.Text(ref m.ModelCode);
    }

    public static void Deliver(in ReqPnL m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends such a subscription.</summary>
public struct CancelPnL : IClientMessage<CancelPnL>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelPnL;

    public static int Since => ServerVersions.PnL;

    public static void Transfer<TWire>(ref TWire wire, ref CancelPnL m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelPnL m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Profit and loss of an account, about once a second.</summary>
public struct Pnl : IServerMessage<Pnl>
{
    public int ReqId;
    public double? DailyPnL;
    public double? UnrealizedPnL;
    public double? RealizedPnL;

    public static ServerMessageId MessageId => ServerMessageId.Pnl;

    public static int Since => ServerVersions.PnL;

    public static void Transfer<TWire>(ref TWire wire, ref Pnl m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Optional(ref m.DailyPnL, Unset.Double);
        if (wire.ServerVersion >= ServerVersions.UnrealizedPnL) wire.Optional(ref m.UnrealizedPnL, Unset.Double);
        if (wire.ServerVersion >= ServerVersions.RealizedPnL) wire.Optional(ref m.RealizedPnL, Unset.Double);
    }

    public static void Deliver(in Pnl m, IServerMessageHandler handler) => handler.On(in m);
}

/// <summary>Subscribes to the profit and loss of one position.</summary>
public sealed class ReqPnLSingle : IClientMessage<ReqPnLSingle>
{
    public int ReqId;
    public string Account = "";
    public string ModelCode = "";
    public int ConId;

    public static ClientMessageId MessageId => ClientMessageId.ReqPnLSingle;

    public static int Since => ServerVersions.PnL;

    public static void Transfer<TWire>(ref TWire wire, ref ReqPnLSingle m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        wire.Text(ref m.ModelCode);
        wire.Int(ref m.ConId);
    }

    public static void Deliver(in ReqPnLSingle m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends such a subscription.</summary>
public struct CancelPnLSingle : IClientMessage<CancelPnLSingle>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelPnLSingle;

    public static int Since => ServerVersions.PnL;

    public static void Transfer<TWire>(ref TWire wire, ref CancelPnLSingle m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelPnLSingle m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Profit and loss of one position, about once a second.</summary>
public struct PnlSingle : IServerMessage<PnlSingle>
{
    public int ReqId;
    public decimal Pos;
    public double? DailyPnL;
    public double? UnrealizedPnL;
    public double? RealizedPnL;
    public double? Value;

    public static ServerMessageId MessageId => ServerMessageId.PnlSingle;

    public static int Since => ServerVersions.PnL;

    public static void Transfer<TWire>(ref TWire wire, ref PnlSingle m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.DecimalOrDefault(ref m.Pos);
        wire.Optional(ref m.DailyPnL, Unset.Double);
        if (wire.ServerVersion >= ServerVersions.UnrealizedPnL) wire.Optional(ref m.UnrealizedPnL, Unset.Double);
        if (wire.ServerVersion >= ServerVersions.RealizedPnL) wire.Optional(ref m.RealizedPnL, Unset.Double);
        wire.Optional(ref m.Value, Unset.Double);
    }

    public static void Deliver(in PnlSingle m, IServerMessageHandler handler) => handler.On(in m);
}
