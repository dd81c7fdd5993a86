namespace Bellwether.MarketData;

/// <summary>What became of one input in one kind of bar.</summary>
enum Arrival : byte
{
    /// <summary>It went into a bar that is open.</summary>
    Merged,

    /// <summary>It is older than input that came before it, and went into a bar that is open.</summary>
    Straggled,

    /// <summary>It changed a bar that had been handed out.</summary>
    Amended,

    /// <summary>Its bar was closed.</summary>
    Late,

    /// <summary>More bars would have to be open at once than there is room for.</summary>
    TooEarly,

    OutsideSession,
}
