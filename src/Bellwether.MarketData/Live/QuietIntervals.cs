using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Whether a source tells the intervals in which nothing traded, as the broker does, or passes them over. Until it has shown holes at several times, and never a bar without
/// volume, a missing interval counts as a lost one.
/// </summary>
sealed class QuietIntervals
{
    /// <summary>Times of holes after which a source that has never told a quiet interval is known to pass them over.</summary>
    const int Convincing = 5;

    /// <summary>A longer silence is a halt or a night.</summary>
    const long LongestHole = EngineTime.Minute;

    bool wereTold;
    int holes;
    long latest = long.MinValue;

    /// <summary>What is missing was lost.</summary>
    public bool AreTold => wereTold || holes < Convincing;

    /// <summary>A bar of the input came.</summary>
    /// <param name="time">Its open. Holes of many symbols that end together are one.</param>
    /// <param name="hole">Nanoseconds between the one before it and this one, of a stream without a known interruption.</param>
    /// <param name="volume">Shares.</param>
    public void Came(long time, long hole, double volume)
    {
        if (volume <= 0) wereTold = true;
        else if (hole is > 0 and < LongestHole && holes < Convincing && time > latest) (holes, latest) = (holes + 1, time);
    }
}
