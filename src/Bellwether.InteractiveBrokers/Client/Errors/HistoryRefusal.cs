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

/// <summary>Reads the text of code 162.</summary>
public static class HistoryRefusals
{
    public static HistoryRefusal Read(string text) => text switch
    {
        _ when text.Contains("pacing", StringComparison.OrdinalIgnoreCase) => HistoryRefusal.Pacing,
        _ when text.Contains("cancel", StringComparison.OrdinalIgnoreCase) => HistoryRefusal.Cancelled,
        _ when text.Contains("no data", StringComparison.OrdinalIgnoreCase) => HistoryRefusal.NoData,
        _ => HistoryRefusal.Other,
    };
}
