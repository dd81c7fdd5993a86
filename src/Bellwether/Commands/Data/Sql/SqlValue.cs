using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Bellwether.Commands;

/// <summary>Values of SQL as text and as JSON. Times with a zone are UTC and end in <c>Z</c>.</summary>
static class SqlValue
{
    /// <summary>As one value of CSV; nothing for NULL.</summary>
    public static string Text(object? value, string type) => value switch
    {
        null or DBNull => "",
        bool b => b ? "true" : "false",
        DateTime t => Time(t, type),
        DateTimeOffset t => Time(t.UtcDateTime, type),
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly t => t.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Stream s => Hexadecimal(s),
        string s => s,
        IEnumerable => Json(value, type)!.ToJsonString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>As JSON; null for NULL and for what JSON has no number for.</summary>
    public static JsonNode? Json(object? value, string type) => value switch
    {
        null or DBNull => null,
        bool b => JsonValue.Create(b),
        double d => double.IsFinite(d) ? JsonValue.Create(d) : null,
        float f => float.IsFinite(f) ? JsonValue.Create(f) : null,
        decimal m => JsonValue.Create(m),
        sbyte or short or int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        byte or ushort or uint or ulong => JsonValue.Create(Convert.ToUInt64(value, CultureInfo.InvariantCulture)),
        System.Numerics.BigInteger i => JsonNode.Parse(i.ToString(CultureInfo.InvariantCulture)),
        string or Stream or DateTime or DateTimeOffset => JsonValue.Create(Text(value, type)),
        IDictionary map => Object(map),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(v => Json(v, ""))]),
        _ => JsonValue.Create(Text(value, type)),
    };

    static JsonObject Object(IDictionary map)
    {
        var result = new JsonObject();
        foreach (DictionaryEntry entry in map) result[Text(entry.Key, "")] = Json(entry.Value, "");
        return result;
    }

    static string Time(DateTime time, string type) =>
        time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (type.Contains("tz", StringComparison.OrdinalIgnoreCase) || type.Contains("time zone", StringComparison.OrdinalIgnoreCase) ? "Z" : "");

    static string Hexadecimal(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Convert.ToHexStringLower(bytes.ToArray());
    }
}
