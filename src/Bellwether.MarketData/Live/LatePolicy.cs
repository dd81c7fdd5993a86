namespace Bellwether.MarketData;

/// <summary>What becomes of data that come after their bar was handed out.</summary>
public enum LatePolicy : byte
{
    /// <summary>They are counted and left out: the bar stays as it was seen.</summary>
    Drop = 0,

    /// <summary>They are merged into the bar, which is handed out once more as amended. What was decided on the first form stays decided.</summary>
    Amend,
}
