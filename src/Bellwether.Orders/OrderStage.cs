namespace Bellwether.Orders;

/// <summary>
/// How far an order got. Partly filled is not a stage: it is 0 &lt; Filled &lt; Quantity in any of them. The closed stages are soft: an execution
/// still applies.
/// </summary>
public enum OrderStage : byte
{
    None = 0,

    /// <summary>Approved and numbered; nothing left the process.</summary>
    Created = 1,

    /// <summary>The record that explains it is on disk.</summary>
    Durable = 2,

    /// <summary>Its bytes were handed to the socket.</summary>
    Sent = 3,

    /// <summary>Accepted by the broker, waiting for its trigger, its time or its parent.</summary>
    Held = 4,

    /// <summary>Working in the market.</summary>
    Working = 5,

    /// <summary>Accepted but not workable at present; counts as live.</summary>
    Suspended = 6,

    Filled = 10,
    Cancelled = 11,
    Rejected = 12,
    Expired = 13,

    /// <summary>Proved absent at the broker, or refused before any byte was written.</summary>
    NeverArrived = 14,
}

/// <summary>A change of the order that was asked for and not yet answered.</summary>
public enum PendingChange : byte { None = 0, Modify = 1, Cancel = 2 }

/// <summary>Why the stage is the last thing known and not the truth now.</summary>
public enum Uncertainty : byte
{
    /// <summary>The broker's view is known.</summary>
    None = 0,
    SessionLost = 1,
    NoAcknowledgement = 2,

    /// <summary>The broker refused something about an order that it had accepted.</summary>
    RefusedAfterAcknowledgement = 3,

    /// <summary>The broker does not know the order that was to be cancelled, or did not list it among its open orders.</summary>
    UnknownToBroker = 4,

    /// <summary>The broker claims more filled shares than executions have arrived.</summary>
    ExecutionsMissing = 5,
}

public static class OrderStages
{
    /// <summary>May still execute or already be at the broker: counts for exposure.</summary>
    public static bool IsLive(this OrderStage stage) => stage is >= OrderStage.Created and <= OrderStage.Suspended;

    public static bool IsClosed(this OrderStage stage) => stage >= OrderStage.Filled;

    /// <summary>The stage in words, lower case.</summary>
    public static string Word(this OrderStage stage) => stage switch
    {
        OrderStage.Created => "created",
        OrderStage.Durable => "durable",
        OrderStage.Sent => "sent",
        OrderStage.Held => "held",
        OrderStage.Working => "working",
        OrderStage.Suspended => "suspended",
        OrderStage.Filled => "filled",
        OrderStage.Cancelled => "cancelled",
        OrderStage.Rejected => "rejected",
        OrderStage.Expired => "expired",
        OrderStage.NeverArrived => "never arrived",
        _ => "none",
    };
}
