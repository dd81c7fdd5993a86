namespace Bellwether.InteractiveBrokers;

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
