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
}
