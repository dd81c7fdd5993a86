using System.Globalization;
using System.Text.RegularExpressions;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>A row of a field table of the protocol reference: a field, a list with its items, or a condition with its fields.</summary>
sealed record ReferenceRow(int Depth, string Name, string Type, int From, int To, string Notes)
{
    public bool IsCondition => Type.Length == 0;

    public List<ReferenceRow> Rows { get; } = [];
}

/// <summary>The field tables of the protocol reference, read from its text: what the messages are checked against.</summary>
static partial class ReferenceTable
{
    /// <summary>Rows per message; the key is the message's name with a <c>&lt;</c> (from the server) or <c>&gt;</c> (to the server) before it.</summary>
    public static Dictionary<string, List<ReferenceRow>> Load()
    {
        var tables = new Dictionary<string, List<ReferenceRow>>(StringComparer.OrdinalIgnoreCase);
        var side = "";
        string? message = null;
        foreach (var line in File.ReadLines(TestData.Shared("protocol/tws-protocol.md")))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                side = line.Contains("Client → server", StringComparison.Ordinal) ? ">" : line.Contains("Server → client", StringComparison.Ordinal) ? "<" : "";
            if (line.StartsWith('#')) message = null;
            if (side.Length == 0) continue;
            if (Heading().Match(line) is { Success: true } heading)
            {
                message = side + heading.Groups[1].Value;
                tables[message] = [];
            }
            else if (message is not null && FieldLine().Match(line) is { Success: true } field)
            {
                var (from, to) = Range(field.Groups["sv"].Value);
                Add(tables[message], new(field.Groups["pad"].Length / 12, field.Groups["name"].Value, field.Groups["type"].Value, from, to, field.Groups["notes"].Value));
            }
            else if (message is not null && ConditionLine().Match(line) is { Success: true } condition)
            {
                var (from, to) = Range(condition.Groups["sv"].Value);
                Add(tables[message], new(condition.Groups["pad"].Length / 12, condition.Groups["text"].Value, "", from, to, ""));
            }
            else if (SimpleLine().Match(line) is { Success: true } simple)
            {
                tables[side + simple.Groups["name"].Value] = [.. Simple(simple.Groups["fields"].Value)];
            }
        }
        return tables;
    }

    /// <summary>The messages that the reference only lists briefly, by side and id; their rows have no types.</summary>
    public static Dictionary<(bool FromServer, int Id), List<ReferenceRow>> LoadBrief()
    {
        var tables = new Dictionary<(bool, int), List<ReferenceRow>>();
        bool? fromServer = null;
        foreach (var line in File.ReadLines(TestData.Shared("protocol/tws-protocol.md")))
        {
            if (line.StartsWith('#')) fromServer = line.Contains("2.10 Other requests", StringComparison.Ordinal) ? false : line.Contains("3.10 Other messages", StringComparison.Ordinal) ? true : null;
            if (fromServer is null || BriefLine().Match(line) is not { Success: true } brief) continue;
            var lists = Quoted().Matches(brief.Groups["fields"].Value).Select(m => m.Groups[1].Value).ToList();
            var ids = brief.Groups["ids"].Value.Split(", ");
            for (var i = 0; i < ids.Length; i++)
                tables[(fromServer.Value, int.Parse(ids[i], CultureInfo.InvariantCulture))] = [.. Simple(WithoutRemarks(lists[Math.Min(i, lists.Count - 1)]))];
        }
        return tables;
    }

    /// <summary>The messages by side and id, and the ids that have no text form.</summary>
    public static Dictionary<(bool FromServer, int Id), string> LoadNames()
    {
        var names = new Dictionary<(bool, int), string>();
        bool? fromServer = null;
        foreach (var line in File.ReadLines(TestData.Shared("protocol/tws-protocol.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) fromServer = null;
            if (line.StartsWith("Client → server:", StringComparison.Ordinal)) fromServer = false;
            if (line.StartsWith("Server → client:", StringComparison.Ordinal)) fromServer = true;
            if (fromServer is null) continue;
            foreach (Match cell in NameCell().Matches(line)) names[(fromServer.Value, int.Parse(cell.Groups[1].Value, CultureInfo.InvariantCulture))] = cell.Groups[2].Value;
        }
        return names;
    }

    static string WithoutRemarks(string fields) => Remark().Replace(fields, "")
        .Replace("contract block", "conId, symbol, secType, lastTradeDateOrContractMonth, strike, right, multiplier, exchange, primaryExchange, currency, localSymbol, tradingClass", StringComparison.Ordinal);

    static void Add(List<ReferenceRow> rows, ReferenceRow row)
    {
        while (rows.Count > 0 && rows[^1].Depth < row.Depth) rows = rows[^1].Rows;
        rows.Add(row);
    }

    static IEnumerable<ReferenceRow> Simple(string fields)
    {
        if (fields.Length == 0) yield break;
        foreach (var part in Comma().Split(fields))
        {
            var match = SimpleField().Match(part);
            Assert.True(match.Success, $"the reference field '{part}' can be read");
            var (from, to) = Range(match.Groups["sv"].Value);
            var name = match.Groups["name"].Value;
            var type = match.Groups["type"].Value;
            var row = new ReferenceRow(0, name, name == "VERSION" ? "const" : name.EndsWith('#') ? "int" : type.Length == 0 ? "string" : type, from, to,
                match.Groups["const"].Success ? $"= `{match.Groups["const"].Value}`" : "");
            row.Rows.AddRange(Simple(match.Groups["items"].Value.Trim()));
            yield return row;
        }
    }

    static (int From, int To) Range(string text)
    {
        var numbers = Number().Matches(text).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray();
        return text switch
        {
            "" => (0, 999),
            _ when text.Contains('≥', StringComparison.Ordinal) => (numbers[0], 999),
            _ when text.Contains('≤', StringComparison.Ordinal) => (0, numbers[0]),
            _ when text.Contains("..", StringComparison.Ordinal) => (numbers[0], numbers[1]),
            _ => throw new FormatException($"unknown version range: {text}"),
        };
    }

    [GeneratedRegex(@"^### (\w+) — id ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| \d+ \| (?<pad>(?:&nbsp;)*)`(?<name>[^`]+)` \| (?<type>\S+) \| ?(?<sv>[^|]*?) \| ?(?<notes>.*?) ?\|$")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"^\|  \| (?<pad>(?:&nbsp;)*)\*\*if (?<text>.*?)\*\*[^|]*\|  \| ?(?<sv>[^|]*?) \|")]
    private static partial Regex ConditionLine();

    [GeneratedRegex(@"^\| (?<name>\w+) \| \d+ \| (?:\(none\)|`(?<fields>[^`]*)`) \| [^|]*\([A-Z]\w+\) \|")]
    private static partial Regex SimpleLine();

    [GeneratedRegex(@", (?![^{]*\})")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^(?<name>\w+#?)(?:=(?<const>\d+))?(?::(?<type>\w+))?(?: × \{(?<items>.*)\})?(?: \[(?<sv>[^\]]+)\])?$")]
    private static partial Regex SimpleField();

    [GeneratedRegex(@"^\| (?<names>[\w, ]+) \| (?<ids>\d[\d, ]*) \| (?<fields>.*) \|$")]
    private static partial Regex BriefLine();

    [GeneratedRegex(@"`([^`]*)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@" \([^)]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\| (\d+) \| (\w+)†?(?= \|)")]
    private static partial Regex NameCell();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
