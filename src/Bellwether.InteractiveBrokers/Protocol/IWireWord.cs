namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A word of a known vocabulary (an order status); words outside it keep their text.</summary>
public interface IWireWord<TSelf> where TSelf : struct, IWireWord<TSelf>
{
    /// <summary>The word for these bytes.</summary>
    static abstract TSelf Parse(ReadOnlySpan<byte> utf8);

    /// <summary>The text that goes on the wire.</summary>
    string Text { get; }
}
