namespace Bellwether.Predictions;

/// <summary>The words with which prediction services name a direction.</summary>
public static class SignalWords
{
    /// <summary>All words that are understood, for messages.</summary>
    public const string Expected = "BUY, SELL, SHORT, HOLD or NEUTRAL";

    /// <summary>+1 for BUY, -1 for SELL and SHORT, 0 for HOLD and NEUTRAL; upper case only.</summary>
    public static bool TryDirection(string? word, out int direction)
    {
        (var known, direction) = word switch
        {
            "BUY" => (true, 1),
            "SELL" or "SHORT" => (true, -1),
            "HOLD" or "NEUTRAL" => (true, 0),
            _ => (false, 0),
        };
        return known;
    }

    /// <summary>BUY, SELL or NEUTRAL.</summary>
    /// <param name="direction">+1, -1 or 0.</param>
    public static string Of(int direction) => direction switch
    {
        1 => "BUY",
        -1 => "SELL",
        0 => "NEUTRAL",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "a direction is +1, -1 or 0"),
    };
}
