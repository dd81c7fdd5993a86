namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An execution. A correction repeats it with an execution id that differs only after the last dot.</summary>
public sealed class ExecDetails : IServerMessage<ExecDetails>
{
    /// <summary>-1 when not the answer to a request.</summary>
    public int ReqId = -1;

    public int OrderId;
    public Contract Contract = new();
    public string ExecId = "";

    /// <summary>yyyyMMdd HH:mm:ss and zone; older gateways two blanks and no zone.</summary>
    public string Time = "";

    public string AcctNumber = "";
    public string ExecExchange = "";

    /// <summary>BOT or SLD.</summary>
    public string Side = "";

    public decimal Shares;
    public double Price;
    public long PermId;
    public int ClientId;
    public int Liquidation;
    public decimal CumQty;
    public double AvgPrice;
    public string OrderRef = "";
    public string EvRule = "";
    public double? EvMultiplier;
    public string ModelCode = "";

    /// <summary>0 none, 1 added, 2 removed, 3 routed out.</summary>
    public int LastLiquidity;

    public bool PendingPriceRevision;
    public string Submitter = "";

    public static ServerMessageId MessageId => ServerMessageId.ExecDetails;

    public static void Transfer<TWire>(ref TWire wire, ref ExecDetails m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.LastLiquidity) wire.Version(10);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.OrderId);
        ContractFields.Answer(ref wire, m.Contract);
        wire.Text(ref m.ExecId);
        wire.Text(ref m.Time);
        wire.Text(ref m.AcctNumber);
        wire.Text(ref m.ExecExchange, "exec.exchange");
        wire.Text(ref m.Side);
        wire.Decimal(ref m.Shares);
        wire.Double(ref m.Price);
        wire.LongOrDefault(ref m.PermId);
        wire.IntOrDefault(ref m.ClientId);
        wire.IntOrDefault(ref m.Liquidation);
        wire.DecimalOrDefault(ref m.CumQty);
        wire.DoubleOrDefault(ref m.AvgPrice);
        wire.Text(ref m.OrderRef);
        wire.Text(ref m.EvRule);
        wire.Optional(ref m.EvMultiplier);
        if (wire.ServerVersion >= ServerVersions.ModelCode) wire.Text(ref m.ModelCode);
        if (wire.ServerVersion >= ServerVersions.LastLiquidity) wire.IntOrDefault(ref m.LastLiquidity);
        if (wire.ServerVersion >= ServerVersions.PendingPriceRevision) wire.Bool(ref m.PendingPriceRevision);
        if (wire.ServerVersion >= ServerVersions.Submitter) wire.Text(ref m.Submitter);
    }

    public static void Deliver(in ExecDetails m, IServerMessageHandler handler) => handler.On(m);
}
