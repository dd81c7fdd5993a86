namespace Bellwether.MarketData;

/// <summary>Why a symbol is in a slice of live bars, or is not.</summary>
public enum BarPresence : byte
{
    /// <summary>Nothing came for it in this interval: it has no row.</summary>
    Missing = 0,

    /// <summary>It has a row.</summary>
    Present,

    /// <summary>Part of its data was lost, and what came is no bar: it has no row.</summary>
    Broken,

    /// <summary>Nothing came for it, and its row repeats the last close of the session, without volume. Only where filling was asked for.</summary>
    Filled,
}
