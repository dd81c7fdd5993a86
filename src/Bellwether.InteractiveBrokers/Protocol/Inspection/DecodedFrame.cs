using System.Text.Json.Nodes;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A frame by the names of the protocol, as far as it could be read.</summary>
public sealed class DecodedFrame
{
    /// <summary>The message, such as <c>tickPrice</c>; null when the frame has no id that is known.</summary>
    public string? Message { get; init; }

    /// <summary>Whether every field was there and could be read, none was left over and the last one was ended.</summary>
    public bool IsComplete => Problem is null;

    /// <summary>The first thing that is wrong with the frame, or null. Account numbers are masked.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// The fields in wire order. Whole numbers and prices are numbers, sizes (decimals) strings with their digits as sent, switches booleans, lists arrays of
    /// groups. A number that is not set is left out; an infinite one is the string <c>Infinity</c>.
    /// </summary>
    public JsonObject Fields { get; init; } = [];
}
