using System.Globalization;
using System.Text.Json.Nodes;

namespace Bellwether.Commands;

/// <summary>Rows of named values on standard output: CSV with a header, or a JSON object a line. A number has its shortest text that reads back the same.</summary>
sealed class Lines(TextWriter output, bool json)
{
    static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>The first line of CSV; JSON has none.</summary>
    public void Header(params IReadOnlyList<string> columns)
    {
        if (!json) output.WriteLine(string.Join(',', columns.Select(Field)));
    }

    /// <param name="values">Text, numbers or null, in the order of the header.</param>
    public void Row(IReadOnlyList<(string Column, object? Value)> values)
    {
        if (!json)
        {
            output.WriteLine(string.Join(',', values.Select(v => Field(Convert.ToString(v.Value, CultureInfo.InvariantCulture) ?? ""))));
            return;
        }
        var line = new JsonObject();
        foreach (var (column, value) in values) line[column] = Node(value);
        output.WriteLine(line.ToJsonString());
    }

    /// <summary>Text that a reader of CSV takes for one value (RFC 4180).</summary>
    public static string Field(string text) => text.AsSpan().ContainsAny(Special) ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;

    static JsonValue? Node(object? value) => value switch
    {
        null => null,
        bool b => JsonValue.Create(b),
        int i => JsonValue.Create(i),
        long l => JsonValue.Create(l),
        double d when double.IsFinite(d) => JsonValue.Create(d),
        double => null,
        decimal m => JsonValue.Create(m),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
