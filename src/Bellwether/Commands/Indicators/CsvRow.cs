namespace Bellwether.Commands.Indicators;

/// <summary>One row of a CSV file (RFC 4180).</summary>
/// <param name="Line">Line in which it begins, from 1.</param>
/// <param name="Text">As it stands in the file, without its end of line.</param>
/// <param name="Fields">Values, without quotes.</param>
/// <param name="Columns">Position of each field in its line, from 1.</param>
sealed record CsvRow(int Line, string Text, string[] Fields, int[] Columns)
{
    /// <summary>Reads all rows; empty lines are left out.</summary>
    /// <exception cref="BarTableException">A quote that is not closed.</exception>
    public static IEnumerable<CsvRow> ReadAll(string file, string text)
    {
        var line = 1;
        var at = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        while (at < text.Length)
        {
            var (start, startLine) = (at, line);
            var fields = new List<string>();
            var columns = new List<int>();
            var lineStart = at;
            while (true)
            {
                columns.Add(at - lineStart + 1);
                if (at < text.Length && text[at] == '"')
                {
                    var value = new System.Text.StringBuilder();
                    var opened = (line, at - lineStart + 1);
                    at++;
                    while (true)
                    {
                        if (at >= text.Length) throw new BarTableException($"{file}:{opened.line}:{opened.Item2}: a quote is opened and never closed; expected \" at the end of the field");
                        if (text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"')
                        {
                            value.Append('"');
                            at += 2;
                            continue;
                        }
                        if (text[at] == '"') break;
                        if (text[at] == '\n') (line, lineStart) = (line + 1, at + 1);
                        value.Append(text[at++]);
                    }
                    at++;
                    fields.Add(value.ToString());
                    if (at < text.Length && text[at] is not (',' or '\r' or '\n'))
                        throw new BarTableException($"{file}:{line}:{at - lineStart + 1}: unexpected \"{text[at]}\" after a quoted field; expected a comma or the end of the line");
                }
                else
                {
                    var end = at;
                    while (end < text.Length && text[end] is not (',' or '\r' or '\n')) end++;
                    fields.Add(text[at..end]);
                    at = end;
                }
                if (at >= text.Length || text[at] != ',') break;
                at++;
            }
            var row = text[start..at];
            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            line++;
            if (row.Length > 0) yield return new CsvRow(startLine, row, [.. fields], [.. columns]);
        }
    }

    /// <summary>A field as it is written: quoted when it holds a comma, a quote or an end of line.</summary>
    public static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
