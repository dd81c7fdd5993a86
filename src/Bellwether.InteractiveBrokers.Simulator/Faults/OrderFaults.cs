using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A new order is swallowed with its children: no word of it, ever, as when a dialog of the gateway holds it.</summary>
public sealed record SwallowedOrder : ChanceFault
{
    /// <summary>Somebody clicks the dialog away after that time, and the order goes on; null: never.</summary>
    public Duration? ReleasedAfter { get; init; }

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(ReleasedAfter), ReleasedAfter ?? Duration.Zero);
    }
}

/// <summary>The reports that a gateway sends of an order by itself.</summary>
public enum OrderReportKind { OpenOrder, Status, Execution, Commission }

/// <summary>What happens to a report.</summary>
public enum ReportTrouble
{
    /// <summary>Sent twice.</summary>
    Duplicate,

    /// <summary>Not sent. Not for executions and commissions, which a gateway never leaves out.</summary>
    Missing,

    /// <summary>Sent after <see cref="ReportFault.Delay"/>, past what happened meanwhile.</summary>
    Late,

    /// <summary>Sent after the report that follows it, of whichever order of the client.</summary>
    Reordered,
}

/// <summary>Reports of orders are repeated, left out, late or out of order.</summary>
public sealed record ReportFault : ChanceFault
{
    public required ReportTrouble Kind { get; init; }

    /// <summary>Which reports; empty for all that the kind is possible with.</summary>
    public IReadOnlyList<OrderReportKind> Of { get; init; } = [];

    /// <summary>How late, whole milliseconds. Default: 1 s.</summary>
    public Duration Delay { get; init; } = Duration.FromSeconds(1);

    internal bool IsAbout(OrderReportKind report) =>
        Of.Count > 0 ? Of.Contains(report) : Kind != ReportTrouble.Missing || report is OrderReportKind.OpenOrder or OrderReportKind.Status;

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(Delay), Delay);
        Require(Kind != ReportTrouble.Missing || Of.All(o => o is OrderReportKind.OpenOrder or OrderReportKind.Status), nameof(Of), string.Join(',', Of), "openOrder and status only: a gateway never leaves out an execution");
    }
}

/// <summary>What a correction changes.</summary>
public enum CorrectionKind
{
    /// <summary>The price, by up to a tenth of a per cent.</summary>
    Price,

    /// <summary>Fewer shares.</summary>
    Shares,

    /// <summary>The trade is taken back: no shares.</summary>
    Bust,
}

/// <summary>An execution is corrected later: the same id with a last part of 02, and the account's truth with it.</summary>
public sealed record ExecutionCorrection : ChanceFault
{
    public CorrectionKind Kind { get; init; }

    /// <summary>How long after the execution. Default: 5 s.</summary>
    public Duration After { get; init; } = Duration.FromSeconds(5);

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(After), After);
    }
}

/// <summary>What happens to a commission report.</summary>
public enum CommissionTrouble
{
    /// <summary>It comes after <see cref="CommissionFault.After"/>.</summary>
    Late,

    /// <summary>It comes at once with 1.7976931348623157E308 for "not known", and again with the figure after <see cref="CommissionFault.After"/>.</summary>
    Unknown,

    /// <summary>It never comes by itself: only a question for executions brings it to light.</summary>
    Never,

    /// <summary>It comes before its execution.</summary>
    First,
}

/// <summary>Commissions are late, unknown at first, never told, or early.</summary>
public sealed record CommissionFault : ChanceFault
{
    public CommissionTrouble Kind { get; init; }

    /// <summary>How late. Default: 5 s.</summary>
    public Duration After { get; init; } = Duration.FromSeconds(5);

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(After), After);
    }
}

/// <summary>An order that was acknowledged and has not executed is rejected after all: Inactive and 201.</summary>
public sealed record RejectionAfterAcknowledgement : ChanceFault
{
    /// <summary>How long after the acknowledgement. Default: 500 ms.</summary>
    public Duration After { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>Children of brackets too. Default: false.</summary>
    public bool Children { get; init; }

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(After), After);
    }
}
