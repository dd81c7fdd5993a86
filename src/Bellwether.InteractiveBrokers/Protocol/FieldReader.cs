using System.Runtime.CompilerServices;
using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Reads the fields of one frame from its bytes. Whatever the bytes hold, the outcome is a message or a <see cref="ProtocolException"/>, and the
/// memory taken is in proportion to the frame. Numbers and words are read without allocating.
/// </summary>
public ref struct FieldReader : IWire
{
    readonly int _serverVersion;
    readonly bool _fromServer;
    readonly int _id;
    ReadOnlySpan<byte> _rest;

    FieldReader(int id, ReadOnlySpan<byte> rest, int serverVersion, bool fromServer)
    {
        ServerVersions.Check(serverVersion);
        _serverVersion = serverVersion;
        _fromServer = fromServer;
        _id = id;
        _rest = rest;
    }

    FieldReader(ReadOnlySpan<byte> payload, int serverVersion, bool fromServer)
    {
        ServerVersions.Check(serverVersion);
        _serverVersion = serverVersion;
        _fromServer = fromServer;
        _rest = payload;
        Int(ref _id, "message id");
    }

    /// <summary>Starts on a frame that came from a gateway.</summary>
    /// <param name="payload">The frame without its length prefix.</param>
    /// <param name="serverVersion">The negotiated version.</param>
    /// <exception cref="ProtocolException">The frame does not begin with a message id, or the version is not spoken.</exception>
    public static FieldReader FromServer(ReadOnlySpan<byte> payload, int serverVersion) => new(payload, serverVersion, fromServer: true);

    /// <summary>Starts on a frame that came from a client.</summary>
    /// <inheritdoc cref="FromServer"/>
    public static FieldReader FromClient(ReadOnlySpan<byte> payload, int serverVersion) => new(payload, serverVersion, fromServer: false);

    /// <summary>Starts after an id that was read already.</summary>
    internal static FieldReader After(int id, ReadOnlySpan<byte> rest, int serverVersion, bool fromServer) => new(id, rest, serverVersion, fromServer);

    public readonly int ServerVersion => _serverVersion;

    /// <summary>The message id the frame begins with; it need not be one of the enumeration.</summary>
    public readonly int MessageId => _id;

    /// <summary>The fields after the id as they came, each ended by a NUL.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads the whole message.</summary>
    /// <exception cref="ProtocolException">A field is missing, left over or not what the message has.</exception>
    public T Read<T>() where T : IFields<T>, new()
    {
        var message = new T();
        T.Transfer(ref this, ref message);
        if (!_rest.IsEmpty)
            throw Fault(ProtocolFault.LeftOverFields, "", _rest, "no more fields");
        return message;
    }

    public void Version(int number)
    {
        var text = Next("VERSION");
        if (!WireNumber.TryInt(text, out _)) throw NotA("whole number of 32 bits", "VERSION", text);
    }

    public void Constant(string text, string field) => Next(field);

    public void Int(ref int value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (!WireNumber.TryInt(text, out value)) throw NotA("whole number of 32 bits", field, text);
    }

    public void Long(ref long value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (!WireNumber.TryLong(text, out value)) throw NotA("whole number of 64 bits", field, text);
    }

    public void Double(ref double value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (!WireNumber.TryDouble(text, out value)) throw NotA("number", field, text);
        if (Math.Abs(value) >= double.MaxValue) throw Fault(ProtocolFault.OutOfRange, field, text, "a value: this field is never unset or infinite");
    }

    public void Decimal(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (!WireNumber.TryDecimal(text, out value)) throw NotA("decimal number", field, text);
    }

    public void IntOrDefault(ref int value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        int? optional = null;
        Optional(ref optional, "", field);
        value = optional ?? value;
    }

    public void LongOrDefault(ref long value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        long? optional = null;
        Optional(ref optional, "", field);
        value = optional ?? value;
    }

    public void DoubleOrDefault(ref double value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        double? optional = null;
        Optional(ref optional, "", field);
        value = optional ?? value;
    }

    public void DecimalOrDefault(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        decimal? optional = null;
        Optional(ref optional, "", field);
        value = optional ?? value;
    }

    public void Bool(ref bool value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (text.Length == 1 && text[0] is (byte)'0' or (byte)'1') value = text[0] == '1';
        else if (text.IsEmpty) value = false;
        else if (WireNumber.TryInt(text, out var number)) value = number != 0;
        else throw NotA("1 or 0", field, text, article: "");
    }

    public void Optional(ref int? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (text.IsEmpty) value = null;
        else if (WireNumber.TryInt(text, out var number)) value = number == int.MaxValue || (number == 0 && absent == Unset.Zero) ? null : number;
        else throw NotA("whole number of 32 bits, or nothing", field, text);
    }

    public void Optional(ref long? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (text.IsEmpty) value = null;
        else if (WireNumber.TryLong(text, out var number)) value = number == long.MaxValue || (number == 0 && absent == Unset.Zero) ? null : number;
        else throw NotA("whole number of 64 bits, or nothing", field, text);
    }

    public void Optional(ref double? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        OptionalOrInfinity(ref value, field);
        if (value == 0 && absent == Unset.Zero) value = null;
        if (value is double.PositiveInfinity) throw Fault(ProtocolFault.OutOfRange, field, "Infinity"u8, "a finite number, or nothing");
    }

    public void OptionalOrInfinity(ref double? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (text.IsEmpty) value = null;
        else if (WireNumber.TryDouble(text, out var number)) value = Unset.IsUnset(number) ? null : number;
        else throw NotA("number, or nothing", field, text);
    }

    public void Optional(ref decimal? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = Next(field);
        if (text.IsEmpty) value = null;
        else if (WireNumber.TryDecimal(text, out var number)) value = Unset.IsUnset(number) ? null : number;
        // The maximum of a double is an "unset" that no decimal can hold.
        else if (WireNumber.TryDouble(text, out var large) && Unset.IsUnset(large)) value = null;
        else throw NotA("decimal number, or nothing", field, text);
    }

    public void NumberAsText(ref double? value, string absent, [CallerArgumentExpression(nameof(value))] string field = "") =>
        Optional(ref value, absent, field);

    public void Text(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        value = ShortTexts.Get(Next(field));
    }

    public void FreeText(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        Text(ref value, field);
        if (_serverVersion >= ServerVersions.EscapedText) value = EscapedText.Decode(value);
    }

    public void Word<TWord>(ref TWord value, [CallerArgumentExpression(nameof(value))] string field = "") where TWord : struct, IWireWord<TWord> =>
        value = TWord.Parse(Next(field));

    public void List<TItem>(ref TItem[] items, [CallerArgumentExpression(nameof(items))] string field = "") where TItem : IFields<TItem>, new()
    {
        var count = 0;
        Count(ref count, field, ListItem<TItem>.LeastBytes);
        var list = count == 0 ? [] : new TItem[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = new TItem();
            TItem.Transfer(ref this, ref list[i]);
        }
        items = list;
    }

    public void OptionalGroup<TItem>(ref TItem? item, [CallerArgumentExpression(nameof(item))] string field = "") where TItem : class, IFields<TItem>, new()
    {
        var present = false;
        Bool(ref present, field);
        if (!present)
        {
            item = null;
            return;
        }
        item = new TItem();
        TItem.Transfer(ref this, ref item);
    }

    /// <summary>The number of items of a list.</summary>
    /// <param name="count">The number.</param>
    /// <param name="field">The field.</param>
    /// <param name="leastBytes">What an item takes at the very least: a count beyond that is a lie that must not reserve memory.</param>
    internal void Count(ref int count, string field, int leastBytes)
    {
        var text = Next(field);
        if (!text.IsEmpty && !WireNumber.TryInt(text, out count)) throw NotA("count", field, text);
        if (count < 0 || count > _rest.Length / leastBytes) throw Fault(ProtocolFault.OutOfRange, field, text, "a count that the rest of the frame can hold");
    }

    /// <summary>The text of the next field, which stays the next field; empty at the end.</summary>
    internal readonly string Peek()
    {
        var end = _rest.IndexOf((byte)0);
        return end < 0 ? "" : Encoding.UTF8.GetString(_rest[..end]);
    }

    ReadOnlySpan<byte> Next(string field)
    {
        var end = _rest.IndexOf((byte)0);
        if (end < 0)
        {
            throw _rest.IsEmpty
                ? Fault(ProtocolFault.MissingField, field, "the end of the frame", "this field and what follows it")
                : Fault(ProtocolFault.MissingField, field, _rest, "a field that ends in a NUL");
        }
        var text = _rest[..end];
        _rest = _rest[(end + 1)..];
        return text;
    }

    readonly ProtocolException NotA(string what, string field, ReadOnlySpan<byte> text, string article = "a ") =>
        Fault(ProtocolFault.BadValue, field, text, article + what);

    readonly ProtocolException Fault(ProtocolFault fault, string field, ReadOnlySpan<byte> value, string expected) =>
        Fault(fault, field, Redaction.Quote(value), expected);

    readonly ProtocolException Fault(ProtocolFault fault, string field, string value, string expected) =>
        new(fault, Subject, WireName.Of(field), value, expected, ProtocolException.DistrustPeer);

    readonly string Subject => _fromServer ? ((ServerMessageId)_id).ToString() : ((ClientMessageId)_id).ToString();

    internal readonly ProtocolException UnknownMessage() =>
        new(ProtocolFault.UnknownMessage, "Frame", "message id", $"{_id}", "the id of a message of this protocol", ProtocolException.DistrustPeer);
}
