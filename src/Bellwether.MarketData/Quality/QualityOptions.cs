using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>How closely data are looked at.</summary>
public sealed record QualityOptions
{
    /// <summary>Length of the bars; of trades and quotes it does not count.</summary>
    public BarSpec Bar { get; init; } = BarSpec.OneMinute;

    /// <summary>Engine time from which rows are expected; null = from the session of the first row.</summary>
    public long? From { get; init; }

    /// <summary>Engine time up to which rows are expected; null = to the end of the last row's session.</summary>
    public long? To { get; init; }

    /// <summary>What time it is, engine time: nothing is expected after it.</summary>
    public long Now { get; init; } = long.MaxValue;

    /// <summary>A gap of this length, nanoseconds, and more is an error, a shorter one a warning: even liquid stocks have minutes without a trade.</summary>
    public long LongGap { get; init; } = 30 * EngineTime.Minute;

    /// <summary>A price is far from the one before it when it is further than this part of it within a session.</summary>
    public double MoveWithinSession { get; init; } = 0.05;

    /// <summary>The same from one session to another, and between bars of a day and more.</summary>
    public double MoveBetweenSessions { get; init; } = 0.25;

    /// <summary>And further than so many times what the series usually moves in that time.</summary>
    public double UsualMoves { get; init; } = 12;

    /// <summary>A bid above the ask for longer than this, nanoseconds, is an error.</summary>
    public long LongCross { get; init; } = 2 * EngineTime.Second;

    /// <summary>Bid and ask further apart than this part of their mid are placeholders.</summary>
    public double WidestSpread { get; init; } = 0.2;
}
