using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>What the statistics of a session are taken over.</summary>
public sealed record SessionStatisticsOptions
{
    /// <summary>Length of the opening range from the regular open on, nanoseconds; 30 minutes unless told.</summary>
    public long OpeningRange { get; init; } = 30 * EngineTime.Minute;

    /// <summary>Sessions before this one whose regular volume makes the average; 20 unless told, 1 or more.</summary>
    public int AverageVolumeSessions { get; init; } = 20;
}
