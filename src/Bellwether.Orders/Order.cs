using Bellwether.Core;

namespace Bellwether.Orders;

/// <summary>
/// One order as four independent facts: <see cref="Stage"/>, <see cref="Filled"/>, <see cref="Pending"/> and <see cref="Uncertainty"/>; with its terms,
/// its links and the broker's ids, which are attributes and never identity.
/// </summary>
public struct Order
{
    /// <summary>The engine's number, unique for ever within a journal, from 1.</summary>
    public long Number;

    /// <summary>Number of the risk verdict that approved it.</summary>
    public long Verdict;

    public OrderRole Role;

    /// <summary>Last confirmed terms.</summary>
    public OrderTerms Terms;

    public OrderLinks Links;

    /// <summary>Market price that the verdict valued the order at.</summary>
    public Price Reference;

    public OrderStage Stage;

    /// <summary>Sum of the effective executions.</summary>
    public Quantity Filled;

    /// <summary>Σ price × shares of the effective executions, positive.</summary>
    public Money FilledValue;

    /// <summary>The most shares that a status word claimed as filled.</summary>
    public Quantity ClaimedFilled;

    /// <summary>
    /// The broker said that the order ended so (filled or cancelled), but executions that it claims have not arrived: the order closes with the last of them.
    /// </summary>
    public OrderStage ClosesAs;

    public PendingChange Pending;
    public long PendingSince;

    /// <summary>Quantity that a pending modification asks for.</summary>
    public Quantity PendingQuantity;

    public Uncertainty Uncertainty;
    public long UncertainSince;

    /// <summary>The broker or its gateway has answered the placement at least once.</summary>
    public bool IsAcknowledged;

    /// <summary>Complete snapshots in which the order was absent, in a row, and when the first of them ended.</summary>
    public int Absences;
    public long AbsentSince;

    /// <summary>
    /// How a code says that the order ended, and when it came: a hint that becomes true once a snapshot that began later does not show the order. A sign of life
    /// takes it back.
    /// </summary>
    public OrderStage HintedEnd;
    public long HintedAt;

    /// <summary>Number of the latest snapshot that showed the order as open.</summary>
    public int SeenInSnapshot;

    /// <summary>The session in which the broker itself said that the order ended; 0 when it was closed on weaker evidence, or is not.</summary>
    public int EndedInSession;

    public long PermId;
    public int BrokerOrderId;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long CreatedAt;
    public long SentAt;
    public long UpdatedAt;

    /// <summary>Last code the broker sent about it, 0 for none.</summary>
    public int Code;

    /// <summary>Why it was refused or closed, in the broker's words; null for none.</summary>
    public string? Reason;

    /// <summary>What may still execute; zero once closed.</summary>
    public readonly Quantity Open => Stage.IsLive() && Filled < Terms.Quantity ? Terms.Quantity - Filled : Quantity.Zero;

    /// <summary>
    /// What certainly protects: the open part that the broker holds or is about to, the smaller one while a modification is pending; zero while its truth is not
    /// known, while it cannot work, and once it is being cancelled.
    /// </summary>
    public readonly Quantity Covering => Uncertainty is Uncertainty.None or Uncertainty.ExecutionsMissing && Stage != OrderStage.Suspended && Pending != PendingChange.Cancel
        ? Pending == PendingChange.Modify ? Quantity.Min(Open, Quantity.Max(Quantity.Zero, PendingQuantity - Filled)) : Open
        : Quantity.Zero;

    /// <summary>The most that may still execute: the larger of both while a modification is pending.</summary>
    public readonly Quantity AtMost => Pending == PendingChange.Modify && Stage.IsLive() ? Quantity.Max(Open, PendingQuantity - Filled) : Open;

    public readonly bool IsLive => Stage.IsLive();

    public readonly Price AverageFill => Filled.IsZero ? Price.Zero : FilledValue.Per(Filled);
}
