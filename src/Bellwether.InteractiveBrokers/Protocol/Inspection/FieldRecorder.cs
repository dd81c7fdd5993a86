using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// A reading end that also writes down each field under the protocol's name, and goes on after a field that cannot be read. It reads through
/// <see cref="FieldReader"/>, so what is complete here is what a session accepts.
/// </summary>
ref partial struct FieldRecorder(FieldReader reader, JsonObject fields) : IWire
{
    FieldReader _reader = reader;
    JsonObject _fields = fields;

    public readonly int ServerVersion => _reader.ServerVersion;

    /// <summary>What was wrong first, or null.</summary>
    public string? Problem { get; private set; }

    public readonly bool IsAtEnd => _reader.Rest.IsEmpty;

    /// <summary>The frame ended too early: that was noted, and every further field would only say it again.</summary>
    readonly bool IsOver => Problem is not null && IsAtEnd;

    public void Version(int number) => Int(ref number, "VERSION");

    public void Constant(string text, string field)
    {
        var value = _reader.Peek();
        if (IsOver) return;
        try
        {
            _reader.Constant(text, field);
            // What it holds means nothing, so it is shown as it came.
            if (text.Length == 0) Add(field, value);
            else if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number != int.MaxValue) Add(field, number);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Int(ref int value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Int(ref value, field);
            Add(field, value);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Long(ref long value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Long(ref value, field);
            Add(field, value);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Double(ref double value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Double(ref value, field);
            Add(field, value);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Decimal(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Decimal(ref value, field);
            Add(field, Exact(value));
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void IntOrDefault(ref int value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        int? optional = null;
        Number(ref optional, field);
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
        if (IsOver) return;
        try
        {
            _reader.Bool(ref value, field);
            Add(field, value);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Optional(ref int? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        Number(ref value, field);
        // Zero is written down as it came, whatever it means to the message.
        if (value == 0 && absent == Unset.Zero) value = null;
    }

    public void Optional(ref long? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Optional(ref value, "", field);
            if (value is { } number) Add(field, number);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
        if (value == 0 && absent == Unset.Zero) value = null;
    }

    public void Optional(ref double? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Optional(ref value, "", field);
            if (value is { } number) Add(field, number);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
        if (value == 0 && absent == Unset.Zero) value = null;
    }

    public void Optional(ref decimal? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Optional(ref value, "", field);
            if (value is { } number) Add(field, Exact(number));
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
        if (value == 0 && absent == Unset.Zero) value = null;
    }

    public void OptionalOrInfinity(ref double? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.OptionalOrInfinity(ref value, field);
            if (value is double.PositiveInfinity) Add(field, "Infinity");
            else if (value is { } number) Add(field, number);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void NumberAsText(ref double? value, string absent, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        var text = _reader.Peek();
        if (IsOver) return;
        try
        {
            _reader.NumberAsText(ref value, absent, field);
            if (value is not null) Add(field, text);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Text(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.Text(ref value, field);
            Add(field, value);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void FreeText(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (IsOver) return;
        try
        {
            _reader.FreeText(ref value, field);
            Add(field, value);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    public void Word<TWord>(ref TWord value, [CallerArgumentExpression(nameof(value))] string field = "") where TWord : struct, IWireWord<TWord>
    {
        if (IsOver) return;
        try
        {
            _reader.Word(ref value, field);
            Add(field, value.Text);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    void Number(ref int? value, string field)
    {
        if (IsOver) return;
        try
        {
            _reader.Optional(ref value, "", field);
            if (value is { } number) Add(field, number);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
        }
    }

    void Note(ProtocolException problem) => Problem ??= problem.Message;

    readonly void Add(string field, JsonNode value) => _fields[WireName.Of(field)] = value;

    static string Exact(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
