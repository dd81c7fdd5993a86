using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Configuration;

/// <summary>The scalar types of the configuration.</summary>
static class ScalarFormats
{
    static readonly Dictionary<Type, ScalarFormat> ByType = new()
    {
        [typeof(string)] = new TextFormat(),
        [typeof(bool)] = new TruthFormat(),
        [typeof(int)] = new WholeNumberFormat(text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var x) ? x : null),
        [typeof(long)] = new WholeNumberFormat(text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var x) ? x : null),
        [typeof(decimal)] = new NumberFormat(),
        [typeof(Duration)] = new DurationFormat(),
        [typeof(LocalTime)] = new TimeOfDayFormat(),
        [typeof(LocalDate)] = new DateFormat(),
        [typeof(FaultSpan)] = new FaultSpanFormat(),
        [typeof(FaultTime)] = new FaultTimeFormat(),
    };

    /// <summary>The format of a type (or of the type under <see cref="Nullable{T}"/>); null when it is not a scalar.</summary>
    public static ScalarFormat? For(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum ? new ChoiceFormat(bare) : ByType.GetValueOrDefault(bare);
    }
}

sealed class TextFormat : ScalarFormat
{
    public override string Noun => "text";

    public override string Example => "text";

    public override object? Parse(string text) => text.Trim().Length == 0 ? null : text.Trim();

    public override string Write(object value) => (string)value;

    public override JsonObject Schema(string? least, string? most) => new() { ["type"] = "string", ["minLength"] = 1 };
}

sealed class TruthFormat : ScalarFormat
{
    public override string Noun => "true or false";

    public override string Example => "true";

    public override bool MayBeQuoted => false;

    public override object? Parse(string text) => text switch { "true" => true, "false" => false, _ => null };

    public override string Write(object value) => (bool)value ? "true" : "false";

    public override JsonNode ToJson(object value) => JsonValue.Create((bool)value);

    public override JsonObject Schema(string? least, string? most) => new() { ["type"] = "boolean" };
}

sealed class WholeNumberFormat(Func<string, object?> parse) : ScalarFormat
{
    public override string Noun => "a whole number";

    public override string Example => "100";

    public override bool MayBeQuoted => false;

    public override object? Parse(string text) => text.StartsWith('+') ? null : parse(text);

    public override string Write(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);

    public override JsonNode ToJson(object value) => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture));

    public override JsonObject Schema(string? least, string? most) => NumberFormat.Bounded(new JsonObject { ["type"] = "integer" }, least, most);
}

sealed partial class NumberFormat : ScalarFormat
{
    public override string Noun => "a number";

    public override string Example => "100.50";

    public override bool MayBeQuoted => false;

    public override object? Parse(string text) =>
        Digits().IsMatch(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var x) ? x : null;

    /// <summary>Without trailing zeros: 1.00 and 1 are one number.</summary>
    public override string Write(object value) => ((decimal)value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public override JsonNode ToJson(object value) => JsonNode.Parse(Write(value))!;

    public override JsonObject Schema(string? least, string? most) => Bounded(new JsonObject { ["type"] = "number" }, least, most);

    internal static JsonObject Bounded(JsonObject schema, string? least, string? most)
    {
        if (least is not null) schema["minimum"] = JsonNode.Parse(least);
        if (most is not null) schema["maximum"] = JsonNode.Parse(most);
        return schema;
    }

    [GeneratedRegex(@"^-?[0-9]{1,15}(\.[0-9]{1,6})?$")]
    private static partial Regex Digits();
}

sealed partial class DurationFormat : ScalarFormat
{
    public override string Noun => "a duration";

    public override string Example => "90s, 5m or 2h";

    public override object? Parse(string text)
    {
        if (!Shape().IsMatch(text)) return null;
        var count = int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return text[^1] switch { 's' => Duration.FromSeconds(count), 'm' => Duration.FromMinutes(count), _ => Duration.FromHours(count) };
    }

    /// <summary>In the largest unit that divides it.</summary>
    public override string Write(object value)
    {
        var seconds = (long)((Duration)value).TotalSeconds;
        return seconds == 0 || seconds % 60 != 0 ? Text(seconds, 's') : seconds % 3600 != 0 ? Text(seconds / 60, 'm') : Text(seconds / 3600, 'h');
    }

    static string Text(long count, char unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");

    public override JsonObject Schema(string? least, string? most) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,7}[smh]$" };

    [GeneratedRegex("^[0-9]{1,7}[smh]$")]
    private static partial Regex Shape();
}

sealed class TimeOfDayFormat : ScalarFormat
{
    static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public override string Noun => "a time of day";

    public override string Example => "\"09:45\"";

    public override object? Parse(string text) => Pattern.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    public override string Write(object value) => Pattern.Format((LocalTime)value);

    public override JsonObject Schema(string? least, string? most) => new() { ["type"] = "string", ["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$" };
}

sealed class DateFormat : ScalarFormat
{
    public override string Noun => "a date";

    public override string Example => "2025-03-03";

    public override object? Parse(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    public override string Write(object value) => LocalDatePattern.Iso.Format((LocalDate)value);

    public override JsonObject Schema(string? least, string? most) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
}

/// <summary>One word of several: the names of an enumeration in camel case.</summary>
sealed class ChoiceFormat(Type type) : ScalarFormat
{
    readonly string[] words = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public IReadOnlyList<string> Words => words;

    public override string Noun => words.Length == 2 ? $"{words[0]} or {words[1]}" : $"one of {string.Join(", ", words)}";

    public override string Example => words[0];

    public override object? Parse(string text)
    {
        var index = Array.IndexOf(words, text);
        return index < 0 ? null : Enum.Parse(type, Enum.GetNames(type)[index]);
    }

    public override string Write(object value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);

    public override JsonObject Schema(string? least, string? most) => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)JsonValue.Create(w))]) };
}
