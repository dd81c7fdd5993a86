using System.Globalization;
using Bellwether.Engine;
using Bellwether.MarketData;

namespace Bellwether.Running;

/// <summary>What a person is told at the end of a run about data that came after their minute had closed.</summary>
static class LateData
{
    /// <param name="bars">What became of the five-second bars.</param>
    /// <param name="revisions">What became of the minutes that they amended.</param>
    /// <returns>A sentence; null when everything came in time.</returns>
    public static string? Sentence(LiveBarCounters bars, RevisionCounts revisions)
    {
        if (bars.Late + bars.Amended == 0) return null;
        var dropped = string.Create(CultureInfo.InvariantCulture, $"{bars.Late} five-second bars came after their minute was closed and were left out");
        if (bars.Amended == 0) return $"late data: {dropped}; data.barGrace waits longer, data.late: amend corrects the minute";
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{revisions.Applied} minutes were corrected by {bars.Amended} five-second bars that came after the close");
        if (revisions.LeftOut > 0) minutes += string.Create(CultureInfo.InvariantCulture, $", {revisions.LeftOut} were too long ago");
        return bars.Late == 0 ? $"late data: {minutes}" : $"late data: {minutes}; {dropped}";
    }
}
