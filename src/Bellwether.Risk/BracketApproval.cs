using Bellwether.Orders;

namespace Bellwether.Risk;

/// <summary>An entry and its protection, approved as one unit under one verdict.</summary>
public readonly struct BracketApproval
{
    public ApprovedOrder Entry { get; init; }

    /// <summary>The stop; without a verdict (<c>default</c>) when the plan has none.</summary>
    public ApprovedOrder Stop { get; init; }

    /// <summary>The target; without a verdict when the plan has none.</summary>
    public ApprovedOrder Target { get; init; }

    public bool HasStop => Stop.Verdict != 0;

    public bool HasTarget => Target.Verdict != 0;
}

/// <summary>What is proposed to the gate: enter, with protective prices. A price of zero means none.</summary>
public readonly record struct BracketProposal(Core.OrderTerms Entry, Core.Price Reference, Core.Price Stop, Core.Price Target);
