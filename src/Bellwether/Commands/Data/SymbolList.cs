using Bellwether.Core;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary>The tickers of a command line and of a file (a ticker a line, or the first column of CSV), each once, in the order in which they are named.</summary>
static class SymbolList
{
    /// <exception cref="DataFileException">The file cannot be read, or has a line that is no ticker.</exception>
    public static IReadOnlyList<string> Of(string[]? given, string? file)
    {
        var all = new List<string>(given ?? []);
        if (file is not null) all.AddRange(Read(file));
        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    static IEnumerable<string> Read(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(file, $"cannot be read ({problem.Message}); expected a file with a ticker a line, or CSV whose first column is the ticker", problem);
        }
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].Split('#')[0].Split(',')[0].Trim();
            if (text.Length == 0 || (i == 0 && text.Equals("symbol", StringComparison.OrdinalIgnoreCase))) continue;
            yield return InstrumentTable.IsSymbol(text) ? text : throw new DataFileException(file, i + 1, "ticker", text, "a ticker such as AAPL");
        }
    }
}
