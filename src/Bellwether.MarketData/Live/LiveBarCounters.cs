namespace Bellwether.MarketData;

/// <summary>What became of the input of one kind of bar of a <see cref="LiveBars"/>, all symbols together.</summary>
/// <param name="Merged">Went into an open bar.</param>
/// <param name="Straggled">Of those, the ones that were older than input of their symbol that had come before.</param>
/// <param name="Amended">Changed a bar that had been handed out.</param>
/// <param name="Late">Of a bar that was closed before they came: ignored, what was handed out stays as it was seen.</param>
/// <param name="Repeated">Bars that had come before: ignored.</param>
/// <param name="TooEarly">Further ahead of the clock than there is room for: ignored, and their bar never closes.</param>
/// <param name="OutsideSession">Outside the session hours: ignored.</param>
/// <param name="BrokenBars">Bars, not input: those that were not handed out because part of their data was lost.</param>
public readonly record struct LiveBarCounters(
    long Merged, long Straggled, long Amended, long Late, long Repeated, long TooEarly, long OutsideSession, long BrokenBars)
{
    /// <summary>Input that went nowhere.</summary>
    public long Ignored => Late + Repeated + TooEarly + OutsideSession;
}
