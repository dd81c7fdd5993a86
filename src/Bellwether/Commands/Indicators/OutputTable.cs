using System.Globalization;
using Bellwether.Indicators;

namespace Bellwether.Commands.Indicators;

/// <summary>Writes the rows of a table as they stand, with values beside them.</summary>
static class OutputTable
{
    public static void WriteHeader(TextWriter output, BarTable table, List<WantedIndicator> wanted)
    {
        output.Write(table.Header);
        foreach (var indicator in wanted)
            foreach (var column in indicator.Outputs)
            {
                output.Write(',');
                output.Write(CsvRow.Quoted(indicator.Heading(column)));
            }
        output.Write('\n');
    }

    /// <param name="output">Takes the rows.</param>
    /// <param name="table">The rows as they stand.</param>
    /// <param name="values">By column and row; NaN is an empty field.</param>
    public static void WriteRows(TextWriter output, BarTable table, List<double[]> values)
    {
        Span<char> text = stackalloc char[32];
        for (var row = 0; row < table.Rows.Count; row++)
        {
            output.Write(table.Rows[row].Text);
            foreach (var column in values)
            {
                output.Write(',');
                if (double.IsNaN(column[row])) continue;
                column[row].TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
                output.Write(text[..length]);
            }
            output.Write('\n');
        }
    }
}
