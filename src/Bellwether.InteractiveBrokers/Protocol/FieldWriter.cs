using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Prints the fields of one message. <see cref="FrameWriter"/> adds the length prefix.</summary>
public ref struct FieldWriter : IWire
{
    const int LongestNumber = 64;

    readonly IBufferWriter<byte> _output;
    readonly int _serverVersion;
    readonly bool _fromServer;
    readonly int _id;
    Span<byte> _span;
    int _used;

    FieldWriter(IBufferWriter<byte> output, int serverVersion, bool fromServer, int id, int since)
    {
        ServerVersions.Check(serverVersion);
        _output = output;
        _serverVersion = serverVersion;
        _fromServer = fromServer;
        _id = id;
        if (serverVersion < since)
        {
            throw new ProtocolException(ProtocolFault.UnsupportedVersion, Subject, "", $"server version {serverVersion}", $"{since} or later",
                "Nothing was sent: this message does not exist at the negotiated version");
        }
        Int(ref _id, "message id");
    }

    /// <summary>Prints a whole message of a gateway, id first, without length prefix.</summary>
    /// <exception cref="ProtocolException">A field cannot go on the wire, or the version does not know the message.</exception>
    public static void WriteServer<T>(IBufferWriter<byte> output, in T message, int serverVersion) where T : IServerMessage<T>
    {
        var wire = new FieldWriter(output, serverVersion, fromServer: true, (int)T.MessageId, T.Since);
        T.Transfer(ref wire, ref Unsafe.AsRef(in message));
        wire.Flush();
    }

    /// <summary>Prints a whole request of a client, id first, without length prefix.</summary>
    /// <inheritdoc cref="WriteServer"/>
    public static void WriteClient<T>(IBufferWriter<byte> output, in T message, int serverVersion) where T : IClientMessage<T>
    {
        var wire = new FieldWriter(output, serverVersion, fromServer: false, (int)T.MessageId, T.Since);
        T.Transfer(ref wire, ref Unsafe.AsRef(in message));
        wire.Flush();
    }

    public readonly int ServerVersion => _serverVersion;

    public void Version(int number) => Int(ref number, "VERSION");

    public void Constant(string text, string field) => Ascii(text);

    public void Int(ref int value, [CallerArgumentExpression(nameof(value))] string field = "") => Number(value);

    public void Long(ref long value, [CallerArgumentExpression(nameof(value))] string field = "") => Number(value);

    public void Double(ref double value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (!(Math.Abs(value) < double.MaxValue)) throw Refuse(field, value.ToString(CultureInfo.InvariantCulture), "a finite number");
        Number(value);
    }

    public void Decimal(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "") => Number(value);

    public void IntOrDefault(ref int value, [CallerArgumentExpression(nameof(value))] string field = "") => Number(value);

    public void LongOrDefault(ref long value, [CallerArgumentExpression(nameof(value))] string field = "") => Number(value);

    public void DoubleOrDefault(ref double value, [CallerArgumentExpression(nameof(value))] string field = "") => Double(ref value, field);

    public void DecimalOrDefault(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "") => Number(value);

    public void Bool(ref bool value, [CallerArgumentExpression(nameof(value))] string field = "") => Digit(value ? 1 : 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Optional(ref int? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is { } number) Number(number);
        else Ascii(absent);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Optional(ref long? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is { } number) Number(number);
        else Ascii(absent);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Optional(ref double? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is { } number) Double(ref number, field);
        else Ascii(absent);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Optional(ref decimal? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is { } number) Number(number);
        else Ascii(absent);
    }

    public void OptionalOrInfinity(ref double? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is double.PositiveInfinity) Ascii("Infinity");
        else Optional(ref value, "", field);
    }

    public void NumberAsText(ref double? value, string absent, [CallerArgumentExpression(nameof(value))] string field = "") =>
        Optional(ref value, absent, field);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Text(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (string.IsNullOrEmpty(value))
        {
            End();
            return;
        }
        // Nearly every text is short and plain: copied while it is looked at.
        Reserve(value.Length + 1);
        var to = _span[_used..];
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is not (>= ' ' and < '\u007f'))
            {
                AnyText(value, field);
                return;
            }
            to[i] = (byte)value[i];
        }
        _used += value.Length;
        _span[_used++] = 0;
    }

    public void FreeText(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = value ?? "";
        if (_serverVersion >= ServerVersions.EscapedText) text = EscapedText.Encode(text);
        Text(ref text, field);
    }

    public void Word<TWord>(ref TWord value, [CallerArgumentExpression(nameof(value))] string field = "") where TWord : struct, IWireWord<TWord>
    {
        var text = value.Text;
        Text(ref text, field);
    }

    public void List<TItem>(ref TItem[] items, [CallerArgumentExpression(nameof(items))] string field = "") where TItem : IFields<TItem>, new()
    {
        var list = items ?? [];
        Number(list.Length);
        for (var i = 0; i < list.Length; i++) TItem.Transfer(ref this, ref list[i]);
    }

    public void OptionalGroup<TItem>(ref TItem? item, [CallerArgumentExpression(nameof(item))] string field = "") where TItem : class, IFields<TItem>, new()
    {
        Ascii(item is null ? "0" : "1");
        if (item is { } group) TItem.Transfer(ref this, ref group);
    }

    void AnyText(string text, string field)
    {
        foreach (var c in text)
        {
            // A gateway refuses more than ASCII from a client; a NUL would end the field in either direction.
            if (_fromServer ? c == 0 : c is not (>= ' ' and < '\u007f' or '\t' or '\r' or '\n'))
                throw Refuse(field, Redaction.Quote(text), _fromServer ? "text without NUL" : "printable ASCII text");
        }
        Utf8(text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Number(int value)
    {
        if ((uint)value <= 9) Digit(value);
        else Number<int>(value);
    }

    void Number(decimal value)
    {
        if (value.Scale == 0 && value is >= 0 and <= int.MaxValue) Number((int)value);
        else Number<decimal>(value);
    }

    void Number<T>(T value) where T : IUtf8SpanFormattable
    {
        Reserve(LongestNumber);
        value.TryFormat(_span[_used..], out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        _span[_used++] = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Digit(int value)
    {
        Reserve(2);
        _span[_used++] = (byte)('0' + value);
        _span[_used++] = 0;
    }

    /// <summary>An empty field, or the end of one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void End()
    {
        Reserve(1);
        _span[_used++] = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Ascii(string text)
    {
        if (text.Length == 0)
        {
            End();
            return;
        }
        Reserve(text.Length + 1);
        _used += Encoding.ASCII.GetBytes(text, _span[_used..]);
        _span[_used++] = 0;
    }

    void Utf8(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        _used += Encoding.UTF8.GetBytes(text, _span[_used..]);
        _span[_used++] = 0;
    }

    void Reserve(int bytes)
    {
        if (_span.Length - _used >= bytes) return;
        Flush();
        _span = _output.GetSpan(Math.Max(bytes, 256));
    }

    void Flush()
    {
        if (_used > 0) _output.Advance(_used);
        _used = 0;
        _span = default;
    }

    readonly string Subject => _fromServer ? ((ServerMessageId)_id).ToString() : ((ClientMessageId)_id).ToString();

    readonly ProtocolException Refuse(string field, string value, string expected) =>
        new(ProtocolFault.OutOfRange, Subject, WireName.Of(field), value, expected, ProtocolException.FixCaller);
}
