namespace Bellwether.InteractiveBrokers;

/// <summary>How a farm is.</summary>
public enum FarmState
{
    /// <summary>Nothing was said of it.</summary>
    Unknown,

    Ok,

    /// <summary>Idle; it wakes when it is asked.</summary>
    Idle,

    Connecting,

    /// <summary>Its data do not come.</summary>
    Broken,
}
