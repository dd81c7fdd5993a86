namespace Bellwether.MarketData;

/// <summary>What makes a bar end.</summary>
public enum BarKind : byte
{
    /// <summary>A number of nanoseconds since the open of the session.</summary>
    Time = 1,

    /// <summary>The session.</summary>
    Day,

    /// <summary>The last session of a calendar week, Monday to Sunday.</summary>
    Week,

    /// <summary>The last session of a calendar month.</summary>
    Month,

    /// <summary>A number of trades.</summary>
    Tick,

    /// <summary>A number of shares.</summary>
    Volume,

    /// <summary>A number of dollars that changed hands.</summary>
    Dollar,

    /// <summary>A span in dollars from the lowest to the highest price (<see cref="RangeBarBuilder"/>).</summary>
    Range,

    /// <summary>A move in dollars (<see cref="RenkoBarBuilder"/>).</summary>
    Renko,

    /// <summary>Trades that rose less those that fell (<see cref="ImbalanceBarBuilder"/>).</summary>
    TickImbalance,

    /// <summary>Shares that were bought less those that were sold.</summary>
    VolumeImbalance,

    /// <summary>Dollars that were bought for less those that were sold for.</summary>
    DollarImbalance,
}
