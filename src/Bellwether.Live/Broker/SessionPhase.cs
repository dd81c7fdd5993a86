namespace Bellwether.Live;

/// <summary>How far a session with the broker got.</summary>
public enum SessionPhase
{
    Disconnected,

    /// <summary>Waiting for the account and the first order id.</summary>
    Opening,

    /// <summary>Asking what the symbols are.</summary>
    Resolving,

    /// <summary>Taking the first snapshot of the account.</summary>
    Reconciling,

    /// <summary>Waiting for history.</summary>
    WarmingUp,

    /// <summary>Streaming.</summary>
    Ready,
}
