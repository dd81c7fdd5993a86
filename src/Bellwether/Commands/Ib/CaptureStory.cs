using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Commands.Ib;

/// <summary>
/// Tells a capture to a trader: time, who speaks, the message and what it says. Fields that say nothing are left out, ticks have their names, and an answer
/// names the symbol of the request it belongs to.
/// </summary>
sealed class CaptureStory
{
    readonly Dictionary<int, string> _symbols = [];

    public string Line(CapturedFrame frame, DecodedFrame message)
    {
        var fields = message.Fields;
        var id = IdOf(fields);
        if (id >= 0 && Text(fields, "symbol") is { Length: > 0 } named) _symbols[id] = named;
        var text = new StringBuilder()
            .Append(frame.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture))
            .Append(frame.FromServer ? "  gateway  " : "  client   ")
            .Append((message.Message ?? "(unknown)").PadRight(20));
        if (id >= 0 && Text(fields, "symbol") is null && _symbols.GetValueOrDefault(id) is { } symbol) text.Append("  ").Append(symbol);
        foreach (var (name, value) in fields) Append(text, name, value);
        if (!message.IsComplete) text.Append("  (not complete)");
        return text.ToString();
    }

    static int IdOf(JsonObject fields)
    {
        foreach (var name in (ReadOnlySpan<string>)["reqId", "orderId", "id"])
            if (fields.TryGetPropertyValue(name, out var node) && node!.AsValue().TryGetValue(out int id)) return id;
        return -1;
    }

    static string? Text(JsonObject fields, string name) =>
        fields.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    static void Append(StringBuilder line, string name, JsonNode? node)
    {
        if (name == "VERSION" || SaysNothing(node)) return;
        line.Append("  ").Append(name).Append('=').Append(Show(name, node!));
    }

    static bool SaysNothing(JsonNode? node) => node switch
    {
        null => true,
        JsonArray rows => rows.Count == 0,
        JsonValue value when value.TryGetValue(out string? text) => text is "" or "None" or "?",
        JsonValue value when value.TryGetValue(out bool flag) => !flag,
        _ => false,
    };

    static string Show(string name, JsonNode node)
    {
        switch (node)
        {
            case JsonArray rows:
                return "[" + string.Join(" | ", rows.Select(row => row is JsonObject group ? string.Join(' ', group.Where(f => !SaysNothing(f.Value)).Select(f => $"{f.Key}={Show(f.Key, f.Value!)}")) : row?.ToString())) + "]";
            case JsonValue value when value.TryGetValue(out string? text):
                return text.Contains(' ', StringComparison.Ordinal) ? $"\"{text.ReplaceLineEndings(" ")}\"" : text;
            case JsonValue value when value.TryGetValue(out bool flag):
                return flag ? "yes" : "no";
            case JsonValue value when name == "tickType" && value.TryGetValue(out int tick) && TickTypes.NameOf(tick) is { } tickName:
                return tickName;
            default:
                return node.ToJsonString();
        }
    }
}
