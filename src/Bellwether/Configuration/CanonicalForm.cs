using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellwether.Configuration;

/// <summary>
/// The one way to write settings: JSON with every key that has a value, defaults included, in the order of the manual. Two files that mean the same have the same
/// canonical form, and so the same hash.
/// </summary>
static class CanonicalForm
{
    /// <summary>JSON on one line. Read by people and programs, never embedded in a page: &gt; and quotes stay as they are.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How JSON is laid out for people.</summary>
    public static JsonSerializerOptions Readable { get; } = new(Plain) { WriteIndented = true, NewLine = "\n" };

    public static string Of(Settings settings) => Tree(settings).ToJsonString(Plain);

    /// <summary>The same as a tree.</summary>
    public static JsonObject Tree(Settings settings) => Section(SectionShape.Of(typeof(Settings)), settings);

    /// <summary>SHA-256 of a canonical form, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    /// <summary>A section of a file as a tree.</summary>
    internal static JsonObject Section(SectionShape shape, object section)
    {
        var json = new JsonObject();
        foreach (var key in shape.Keys)
            if (key.Property.GetValue(section) is { } value && !IsAbsent(key, value)) json[key.Name] = Value(key, value);
        return json;
    }

    /// <summary>A list without items stands for a key that was not written: a file may not say it in another way.</summary>
    internal static bool IsAbsent(KeyShape key, object value) => key.Kind is KeyKind.List or KeyKind.Sections && value is System.Collections.ICollection { Count: 0 };

    internal static JsonNode Value(KeyShape key, object value) => key.Kind switch
    {
        KeyKind.Scalar => key.Scalar!.ToJson(value),
        KeyKind.List => new JsonArray([.. ((System.Collections.IEnumerable)value).Cast<object>().Select(key.Scalar!.ToJson)]),
        KeyKind.Sections => new JsonArray([.. ((System.Collections.IEnumerable)value).Cast<object>().Select(item => (JsonNode)Section(key.Section!, item))]),
        KeyKind.Indicators => new JsonObject(((IReadOnlyList<IndicatorSetting>)value).Select(i => KeyValuePair.Create(i.Name, (JsonNode?)JsonValue.Create(i.Call)))),
        _ => Section(key.Section!, value),
    };
}
