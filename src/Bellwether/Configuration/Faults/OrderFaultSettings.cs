using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Configuration;

sealed record SwallowSettings : IFaultSettings
{
    [Setting("Probability with each new order, 0 to 1.", Least = "0", Most = "1")]
    public decimal Probability { get; init; } = 1;

    [Setting("The order goes on after that time, as when somebody clicks the dialog away; without it never.", Example = "20s")]
    public FaultSpan? ReleasedAfter { get; init; }

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "1")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new SwallowedOrder { Probability = (double)Probability, ReleasedAfter = ReleasedAfter?.Value, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}

sealed record ReportsSettings : IFaultSettings
{
    [Setting("duplicate: sent twice; missing: not sent (openOrder and status only); late: sent after the delay; reordered: sent after the report that follows.")]
    public required ReportTrouble? Kind { get; init; }

    [Setting("Which reports; without it all that the kind is possible with.", Example = "[status, execution]")]
    public IReadOnlyList<OrderReportKind> Of { get; init; } = [];

    [Setting("Probability with each report, 0 to 1.", Least = "0", Most = "1", Example = "0.2")]
    public required decimal? Probability { get; init; }

    [Setting("How late, with kind late.")]
    public FaultSpan Delay { get; init; } = FaultSpan.Seconds(1);

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "10")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new ReportFault { Kind = Kind!.Value, Of = Of, Probability = (double)Probability!.Value, Delay = Delay.Value, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}

sealed record CorrectionsSettings : IFaultSettings
{
    [Setting("price: another price; shares: fewer shares; bust: the trade is taken back.")]
    public required CorrectionKind? Kind { get; init; }

    [Setting("Probability with each execution, 0 to 1.", Least = "0", Most = "1", Example = "0.1")]
    public required decimal? Probability { get; init; }

    [Setting("How long after the execution.")]
    public FaultSpan After { get; init; } = FaultSpan.Seconds(5);

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "1")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new ExecutionCorrection { Kind = Kind!.Value, Probability = (double)Probability!.Value, After = After.Value, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}

sealed record CommissionsSettings : IFaultSettings
{
    [Setting("late; unknown: 1.7976931348623157E308 at once and the figure later; never: only a question brings it; first: before its execution.")]
    public required CommissionTrouble? Kind { get; init; }

    [Setting("Probability with each commission, 0 to 1.", Least = "0", Most = "1", Example = "0.2")]
    public required decimal? Probability { get; init; }

    [Setting("How late, with kinds late and unknown.")]
    public FaultSpan After { get; init; } = FaultSpan.Seconds(5);

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "10")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new CommissionFault { Kind = Kind!.Value, Probability = (double)Probability!.Value, After = After.Value, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}

sealed record RejectionsSettings : IFaultSettings
{
    [Setting("Probability with each order that was acknowledged and has not executed, 0 to 1.", Least = "0", Most = "1", Example = "0.1")]
    public required decimal? Probability { get; init; }

    [Setting("How long after the acknowledgement.")]
    public FaultSpan After { get; init; } = FaultSpan.Milliseconds(500);

    [Setting("Children of brackets too.")]
    public bool Children { get; init; }

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "1")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new RejectionAfterAcknowledgement { Probability = (double)Probability!.Value, After = After.Value, Children = Children, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}
