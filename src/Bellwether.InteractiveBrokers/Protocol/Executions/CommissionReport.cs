namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The commission of an execution.</summary>
public sealed class CommissionReport : IServerMessage<CommissionReport>
{
    public string ExecId = "";

    /// <summary>Absent while the broker does not know it; <see cref="KnownCommission"/> also takes -1 for that.</summary>
    public double? Commission;

    public string Currency = "";

    /// <summary>Absent for an opening fill.</summary>
    public double? RealizedPNL;

    public double? Yield;

    /// <summary>yyyyMMdd as a number.</summary>
    public int? YieldRedemptionDate;

    /// <summary>The commission in <see cref="Currency"/>, negative for a rebate; null while it is not known. A later report brings it.</summary>
    public double? KnownCommission => Commission is null or -1 ? null : Commission;

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
