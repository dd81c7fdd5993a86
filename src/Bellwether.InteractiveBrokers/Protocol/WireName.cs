namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What the protocol calls a field or a message.</summary>
/// <remarks>
/// A field list names a field by the argument it hands over, which the compiler turns into text (<c>m.Contract.ConId</c>): the last part with a small first
/// letter is the protocol's name. Where the protocol says something else, the field list states that name itself (<c>dnc.conId</c>).
/// </remarks>
public static class WireName
{
    /// <summary>The name for what a method of <see cref="IWire"/> got as its last argument.</summary>
    public static string Of(string field)
    {
        var last = field.LastIndexOf('.') + 1;
        return last > 0 && last < field.Length && char.IsAsciiLetterUpper(field[last]) ? CamelCase(field[last..]) : field;
    }

    /// <summary>What the protocol calls a message of a gateway.</summary>
    public static string Of(ServerMessageId id) => CamelCase(id.ToString());

    /// <summary>What the protocol calls a message of a client.</summary>
    public static string Of(ClientMessageId id) => CamelCase(id.ToString());

    static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
