using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Engine;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary><c>bellwether journal</c>: what happened, from the journal alone.</summary>
static class JournalCommand
{
    public static Command Create() => new("journal", "Read journals.") { Show() };

    static Command Show()
    {
        var file = new Argument<string>("file") { Description = "Journal folder, or one segment file of it." };
        var all = new Option<bool>("--all") { Description = "Show inputs too (bars, quotes, broker reports); without it decisions, orders, fills and alerts." };
        var format = OptionParsing.Format("text", "json");
        var command = new Command("show", "Print what happened, a line a record.") { file, all, format };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(all), parsed.GetValue(format) == "json",
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    static int Run(string path, bool all, bool json, TextWriter output, TextWriter error)
    {
        try
        {
            foreach (var segment in JournalReader.Resolve(path))
            {
                var reader = JournalReader.Open(segment);
                if (json) output.WriteLine(HeaderJson(reader).ToJsonString());
                else output.WriteLine($"# {segment}: account {(reader.Header.Account.Length == 0 ? "not named yet" : reader.Header.Account)}, configuration {Short(reader.Header.ConfigurationHash)}, orders BW-{reader.Header.Nonce}-*, written by {reader.Header.ProductVersion}");
                foreach (var entry in reader.Entries())
                {
                    if (entry.Kind.IsInput() && !all) continue;
                    var fields = RecordDecoder.Decode(entry.Kind, entry.Payload, SymbolOf(reader.Header));
                    output.WriteLine(json ? Json(entry, fields).ToJsonString() : Line(entry, fields));
                }
                if (reader.TornTail is { } offset) error.WriteLine($"{segment}: the last record was not completely written (from offset {offset}); what comes before it is intact");
            }
            return ExitCode.Success;
        }
        catch (Exception problem) when (problem is JournalFormatException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return ExitCode.Failure;
        }
    }

    static Func<int, string> SymbolOf(JournalHeader header) =>
        symbol => symbol >= 0 && symbol < header.Symbols.Count ? header.Symbols[symbol] : throw new JournalFormatException($"symbol {symbol} is not among the {header.Symbols.Count} of the header");

    static string Line(JournalEntry entry, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        var text = string.Join("  ", fields.Where(f => f.Key is not ("cause" or "input")).Select(f => $"{f.Key}={Text(f.Value)}"));
        return $"{RecordDecoder.Time(entry.Time)}  {entry.Sequence,8}  {entry.Kind,-15}  {text}";
    }

    static string Text(object? value) => value switch
    {
        null => "-",
        string { Length: 0 } => "-",
        string text => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text,
        bool flag => flag ? "yes" : "no",
        IReadOnlyList<object?> rows => $"[{string.Join(" | ", rows.Select(Text))}]",
        IReadOnlyList<KeyValuePair<string, object?>> row => string.Join(' ', row.Select(f => Text(f.Value))),
        decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static JsonObject HeaderJson(JournalReader reader) => new()
    {
        ["kind"] = "Header",
        ["segment"] = reader.Path,
        ["account"] = reader.Header.Account,
        ["nonce"] = reader.Header.Nonce,
        ["configurationHash"] = reader.Header.ConfigurationHash,
        ["productVersion"] = reader.Header.ProductVersion,
        ["symbols"] = new JsonArray([.. reader.Header.Symbols.Select(s => (JsonNode)s)]),
    };

    static JsonObject Json(JournalEntry entry, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        var result = new JsonObject { ["sequence"] = entry.Sequence, ["time"] = RecordDecoder.Time(entry.Time), ["kind"] = entry.Kind.ToString() };
        foreach (var (name, value) in fields) result[name] = Node(value);
        return result;
    }

    static JsonNode? Node(object? value) => value switch
    {
        null => null,
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        IReadOnlyList<object?> rows => new JsonArray([.. rows.Select(Node)]),
        IReadOnlyList<KeyValuePair<string, object?>> row => new JsonObject(row.Select(f => new KeyValuePair<string, JsonNode?>(f.Key, Node(f.Value)))),
        decimal number => JsonNode.Parse(number.ToString("0.######", CultureInfo.InvariantCulture)),
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };

    static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;
}
