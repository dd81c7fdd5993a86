using System.Runtime.CompilerServices;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// One end of the field list of a message: <see cref="FieldReader"/> fills the fields from a frame, <see cref="FieldWriter"/> prints them.
/// A message lists its fields once, in wire order, against this interface, so that reading and writing cannot drift apart.
/// </summary>
/// <remarks>
/// Methods take the field by reference; a writing end only reads it. The last parameter is filled by the compiler with the text of the argument, or by
/// the field list where the protocol has another name; <see cref="WireName"/> makes the protocol's name of it.
/// </remarks>
public interface IWire
{
    /// <summary>The server version both sides agreed on, 100 to 200.</summary>
    int ServerVersion { get; }

    /// <summary>The constant VERSION field of older messages: printed as given, any whole number is accepted (clients disagree about it).</summary>
    void Version(int number);

    /// <summary>A field that carries nothing any more: printed as given, skipped when read.</summary>
    void Constant(string text, string field);

    /// <summary>A required whole number.</summary>
    void Int(ref int value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>A required whole number of 64 bits.</summary>
    void Long(ref long value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>A required finite number.</summary>
    void Double(ref double value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>A required exact decimal number (sizes).</summary>
    void Decimal(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>A whole number that keeps its default when the field is empty or holds the "unset" number.</summary>
    void IntOrDefault(ref int value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <inheritdoc cref="IntOrDefault"/>
    void LongOrDefault(ref long value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>A finite number that keeps its default when the field is empty or holds an "unset" number.</summary>
    void DoubleOrDefault(ref double value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <inheritdoc cref="DoubleOrDefault"/>
    void DecimalOrDefault(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>1 or 0; an empty field is false, any other whole number is true.</summary>
    void Bool(ref bool value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>An absent value is null; every spelling of "unset" reads as null.</summary>
    /// <param name="value">The field.</param>
    /// <param name="absent">
    /// What a writer prints for null: nothing, or one of <see cref="Unset"/>. With <see cref="Unset.Zero"/> a zero reads as null.
    /// </param>
    /// <param name="field">Filled by the compiler.</param>
    void Optional(ref int? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "");

    /// <inheritdoc cref="Optional(ref int?, string, string)"/>
    void Optional(ref long? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "");

    /// <inheritdoc cref="Optional(ref int?, string, string)"/>
    void Optional(ref double? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "");

    /// <inheritdoc cref="Optional(ref int?, string, string)"/>
    void Optional(ref decimal? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>As <see cref="Optional(ref double?, string, string)"/>, and positive infinity is a value.</summary>
    void OptionalOrInfinity(ref double? value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>As <see cref="Optional(ref double?, string, string)"/>, for amounts that the protocol declares as text.</summary>
    void NumberAsText(ref double? value, string absent, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>Text without control characters.</summary>
    void Text(ref string value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>Text of the gateway for people; from server version 153 characters outside ASCII travel as <c>\uXXXX</c>.</summary>
    void FreeText(ref string value, [CallerArgumentExpression(nameof(value))] string field = "");

    /// <summary>A word of a known vocabulary, read without making a string of it.</summary>
    void Word<TWord>(ref TWord value, [CallerArgumentExpression(nameof(value))] string field = "") where TWord : struct, IWireWord<TWord>;

    /// <summary>A count, then that many groups of fields.</summary>
    void List<TItem>(ref TItem[] items, [CallerArgumentExpression(nameof(items))] string field = "") where TItem : IFields<TItem>, new();

    /// <summary>A 1 and a group of fields, or a 0 when the group is null.</summary>
    void OptionalGroup<TItem>(ref TItem? item, [CallerArgumentExpression(nameof(item))] string field = "") where TItem : class, IFields<TItem>, new();
}
