namespace Bellwether.MarketData;

/// <summary>What became of the bars that a <see cref="MinuteBarAggregator"/> was given.</summary>
/// <param name="Merged">Went into a minute.</param>
/// <param name="Late">Of a minute that was closed before they came: ignored, what was handed out stays as it was seen.</param>
/// <param name="Repeated">Not newer than the symbol's bar before: ignored.</param>
/// <param name="Incomplete">Of a minute whose beginning was not seen: ignored, a partial minute never closes as a full one.</param>
/// <param name="TooEarly">More than a minute ahead of the oldest open minute: ignored.</param>
/// <param name="OutsideSession">Before the open, or at or after the close: ignored.</param>
public readonly record struct AggregatorCounters(long Merged, long Late, long Repeated, long Incomplete, long TooEarly, long OutsideSession)
{
    /// <summary>Bars that went nowhere.</summary>
    public long Ignored => Late + Repeated + Incomplete + TooEarly + OutsideSession;
}
