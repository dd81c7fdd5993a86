namespace Bellwether.MarketData;

/// <summary>Where a bar comes from. In order of trust: where several sources have a bar of one time, the first of them answers.</summary>
public enum BarSource : byte
{
    /// <summary>Of a bar that had been had otherwise: what the broker's history says of it, or what late data of the stream made of it.</summary>
    Revised = 1,

    /// <summary>The broker's history.</summary>
    Backfilled,

    /// <summary>A file of the user's.</summary>
    Imported,

    /// <summary>Made here of the live stream.</summary>
    Live,
}
