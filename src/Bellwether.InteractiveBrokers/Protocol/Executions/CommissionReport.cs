namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The commission of an execution.</summary>
public sealed class CommissionReport : IServerMessage<CommissionReport>
{
    public string ExecId = "";

    /// <summary>Null while it is not known: the gateway then prints the largest number there is.</summary>
    public double? Commission;

    public string Currency = "";

    /// <summary>Absent for an opening fill.</summary>
    public double? RealizedPNL;

    public double? Yield;

    /// <summary>yyyyMMdd as a number.</summary>
    public int? YieldRedemptionDate;

    public static ServerMessageId MessageId => ServerMessageId.CommissionReport;

    public static void Transfer<TWire>(ref TWire wire, ref CommissionReport m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ExecId);
        wire.Optional(ref m.Commission, Unset.Double);
        wire.Text(ref m.Currency);
        wire.Optional(ref m.RealizedPNL, Unset.Double);
        wire.Optional(ref m.Yield, Unset.Double);
        wire.Optional(ref m.YieldRedemptionDate);
    }

    public static void Deliver(in CommissionReport m, IServerMessageHandler handler) => handler.On(m);
}
