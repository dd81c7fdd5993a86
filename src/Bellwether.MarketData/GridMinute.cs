using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>One minute of a <see cref="SessionGrid"/>.</summary>
public readonly ref struct GridMinute(int minute, long open, Slice bars)
{
    /// <summary>From 0 at the start of the grid.</summary>
    public readonly int Minute = minute;

    /// <summary>Engine time at which the bars open.</summary>
    public readonly long Open = open;

    public readonly Slice Bars = bars;

    /// <summary>Engine time at which the bars are complete: what they say may be acted on from here.</summary>
    public long Close => Open + EngineTime.Minute;
}
