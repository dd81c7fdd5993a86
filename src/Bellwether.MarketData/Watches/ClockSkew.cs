using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>How far two clocks are apart.</summary>
public enum SkewLevel : byte
{
    /// <summary>Half a second at most.</summary>
    Fine = 0,

    /// <summary>More than half a second: people are told.</summary>
    Notable,

    /// <summary>More than two seconds: bars would close early or late, and nothing new may be risked.</summary>
    TooFar,
}

/// <summary>
/// Compares our clock with the broker's. The broker read its clock somewhere between our question and its answer, so that a slow answer proves little: what counts is how far
/// the clocks are apart at least.
/// </summary>
public static class ClockSkew
{
    public const long NotableAbove = EngineTime.Second / 2;
    public const long TooFarAbove = 2 * EngineTime.Second;

    /// <summary>How far the broker's clock is ahead of ours at least, nanoseconds; negative when it is behind, 0 when the two may agree.</summary>
    /// <param name="asked">When the question left, by our clock.</param>
    /// <param name="answered">When the answer was here, by our clock.</param>
    /// <param name="theirs">The broker's time, rounded down.</param>
    /// <param name="resolution">To what it was rounded down: a second, or a millisecond.</param>
    public static long AtLeast(long asked, long answered, long theirs, long resolution)
    {
        var (least, most) = (theirs - answered, theirs + resolution - asked);
        return least > 0 ? least : most < 0 ? most : 0;
    }

    public static SkewLevel LevelOf(long skew) => Math.Abs(skew) switch
    {
        > TooFarAbove => SkewLevel.TooFar,
        > NotableAbove => SkewLevel.Notable,
        _ => SkewLevel.Fine,
    };
}
