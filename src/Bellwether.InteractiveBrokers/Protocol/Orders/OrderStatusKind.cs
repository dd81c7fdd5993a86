namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The order states the gateway names.</summary>
public enum OrderStatusKind : byte
{
    /// <summary>A word this program does not know, or none.</summary>
    Unknown,

    /// <summary>Taken by the interface, not sent on yet.</summary>
    ApiPending,

    /// <summary>Sent, not acknowledged yet.</summary>
    PendingSubmit,

    /// <summary>A cancel was asked for and is not confirmed: the order can still fill.</summary>
    PendingCancel,

    /// <summary>Held until a condition is met (a stop, a child of a bracket), or on its way to the exchange.</summary>
    PreSubmitted,

    /// <summary>Working. A partly filled order is in this state too.</summary>
    Submitted,

    /// <summary>Cancelled before it was acknowledged. Final.</summary>
    ApiCancelled,

    /// <summary>Cancelled. Final.</summary>
    Cancelled,

    /// <summary>Completely filled. Final.</summary>
    Filled,

    /// <summary>Rejected, or accepted but not workable.</summary>
    Inactive,
}
