namespace Bellwether.InteractiveBrokers;

/// <summary>What code 162 means; its text tells.</summary>
public enum HistoryRefusal
{
    /// <summary>Refused for another reason.</summary>
    Other,

    /// <summary>There are none for that time: an empty answer.</summary>
    NoData,

    /// <summary>Too many requests: wait and ask again.</summary>
    Pacing,

    /// <summary>The answer to our own cancel.</summary>
    Cancelled,
}
