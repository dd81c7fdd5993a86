namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A frame that cannot be trusted, or a message that cannot be sent. Values it quotes have account numbers masked.</summary>
public sealed class ProtocolException : Exception
{
    internal ProtocolException(ProtocolFault fault, string subject, string field, ReadOnlySpan<byte> value, string expected, string advice)
        : this(fault, subject, field, Redaction.Quote(value), expected, advice)
    {
    }

    internal ProtocolException(ProtocolFault fault, string subject, string field, string value, string expected, string advice)
        : base($"{subject}{(field.Length == 0 ? "" : " field ")}{field}: got {value}, expected {expected}. {advice}")
    {
        Fault = fault;
        Subject = subject;
        Field = field;
        Value = value;
        Expected = expected;
    }

    public ProtocolFault Fault { get; }

    /// <summary>The message (or part of the handshake) in question, such as <c>TickPrice</c>.</summary>
    public string Subject { get; }

    /// <summary>The field in question, or empty.</summary>
    public string Field { get; }

    /// <summary>What was there, shortened and with account numbers masked.</summary>
    public string Value { get; }

    /// <summary>What should have been there.</summary>
    public string Expected { get; }

    internal const string DistrustPeer =
        "The frame was not used; reconnect, and if it happens again compare the versions of both programs";

    internal const string FixCaller = "Nothing was sent; correct the value";
}
