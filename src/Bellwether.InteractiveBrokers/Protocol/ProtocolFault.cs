namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What is wrong with a frame or a message.</summary>
public enum ProtocolFault
{
    /// <summary>The length prefix is zero or above <see cref="Frames.MaxPayload"/>.</summary>
    BadLength,

    /// <summary>The greeting of either side is not one of this protocol.</summary>
    BadHandshake,

    /// <summary>The negotiated version is outside 100 to 200, or older than the message.</summary>
    UnsupportedVersion,

    /// <summary>The message id is not a number, or no message has it.</summary>
    UnknownMessage,

    /// <summary>The frame ends before the field.</summary>
    MissingField,

    /// <summary>Fields are left over after the last one the message has.</summary>
    LeftOverFields,

    /// <summary>The text of a field is not what the field holds.</summary>
    BadValue,

    /// <summary>The value can be read but is not allowed.</summary>
    OutOfRange,
}
