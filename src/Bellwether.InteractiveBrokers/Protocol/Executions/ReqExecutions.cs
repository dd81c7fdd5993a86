namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for executions, by default of today.</summary>
public sealed class ReqExecutions : IClientMessage<ReqExecutions>
{
    public int ReqId;

    /// <summary>0 for all clients.</summary>
    public int ClientId;

    public string AcctCode = "";

    /// <summary>Not before: yyyyMMdd-HH:mm:ss in UTC, or yyyyMMdd HH:mm:ss and zone.</summary>
    public string Time = "";

    public string Symbol = "";
    public string SecType = "";
    public string Exchange = "";
    public string Side = "";
    public int? LastNDays;
    public ExecutionDate[] SpecificDates = [];

    public static ClientMessageId MessageId => ClientMessageId.ReqExecutions;

    public static void Transfer<TWire>(ref TWire wire, ref ReqExecutions m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Int(ref m.ReqId);
        wire.IntOrDefault(ref m.ClientId, "filter.clientId");
        wire.Text(ref m.AcctCode, "filter.acctCode");
        wire.Text(ref m.Time, "filter.time");
        wire.Text(ref m.Symbol, "filter.symbol");
        wire.Text(ref m.SecType, "filter.secType");
        wire.Text(ref m.Exchange, "filter.exchange");
        wire.Text(ref m.Side, "filter.side");
        if (wire.ServerVersion >= ServerVersions.ParametrizedExecutions)
        {
            wire.Optional(ref m.LastNDays, Unset.Int, "filter.lastNDays");
            wire.List(ref m.SpecificDates, "filter.specificDates");
        }
    }

    public static void Deliver(in ReqExecutions m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>A day of executions.</summary>
public struct ExecutionDate : IFields<ExecutionDate>
{
    /// <summary>yyyyMMdd as a number.</summary>
    public int Date;

    public static void Transfer<TWire>(ref TWire wire, ref ExecutionDate m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.Date);
    }
}

/// <summary>The executions of a request have been sent.</summary>
public struct ExecDetailsEnd : IServerMessage<ExecDetailsEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.ExecDetailsEnd;

    public static void Transfer<TWire>(ref TWire wire, ref ExecDetailsEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in ExecDetailsEnd m, IServerMessageHandler handler) => handler.On(in m);
}
