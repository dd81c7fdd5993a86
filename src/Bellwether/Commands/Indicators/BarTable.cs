using System.Globalization;

namespace Bellwether.Commands.Indicators;

/// <summary>Bars of a CSV file: every row as it stands, and its columns as numbers where they are asked for.</summary>
sealed class BarTable
{
    static readonly string[] TimeNames = ["time_utc", "timestamp", "date", "time", "datetime"];

    readonly string file;
    readonly CsvRow header;
    readonly string[] names;
    readonly Dictionary<int, double[]> numbers = [];

    BarTable(string file, CsvRow header, List<CsvRow> rows)
    {
        (this.file, this.header, Rows) = (file, header, rows);
        names = [.. header.Fields.Select(f => f.Trim().ToLowerInvariant())];
        TimeColumn = Array.FindIndex(names, TimeNames.Contains);
        if (TimeColumn < 0) throw new BarTableException($"{file}:{header.Line}: no column of times; found {string.Join(", ", header.Fields)}; expected one headed time_utc, timestamp or date");
    }

    /// <summary>The header row as it stands in the file.</summary>
    public string Header => header.Text;

    public IReadOnlyList<CsvRow> Rows { get; }

    public int TimeColumn { get; }

    /// <summary>Times without a zone are UTC, not New York time.</summary>
    public bool IsUtc => names[TimeColumn] == "time_utc";

    /// <exception cref="BarTableException">The file cannot be read or is not a table.</exception>
    public static BarTable Read(string path, string name)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BarTableException($"{name}: {problem.Message} Expected a CSV file of bars");
        }
        return Of(name, text);
    }

    /// <summary>A table of text.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="text">CSV with a header row.</param>
    /// <exception cref="BarTableException">Not a table.</exception>
    public static BarTable Of(string name, string text)
    {
        var rows = CsvRow.ReadAll(name, text).ToList();
        if (rows.Count == 0) throw new BarTableException($"{name}: the file is empty; expected a header row such as time_utc,open,high,low,close,volume");
        var header = rows[0];
        rows.RemoveAt(0);
        foreach (var row in rows)
            if (row.Fields.Length != header.Fields.Length)
                throw new BarTableException($"{name}:{row.Line}:{row.Columns[Math.Min(row.Fields.Length, header.Fields.Length) - 1]}: {row.Fields.Length} fields; expected {header.Fields.Length}, as in the header");
        return new BarTable(name, header, rows);
    }

    /// <summary>A column that every bar must have.</summary>
    /// <exception cref="BarTableException">It is not there, or a field is not a number.</exception>
    public double[] Column(string name) => TryColumn(name) ?? throw new BarTableException($"{file}:{header.Line}: no column \"{name}\"; found {string.Join(", ", header.Fields)}; the indicators asked for need it");

    /// <summary>A column by its heading; null when there is none. Empty fields are NaN.</summary>
    public double[]? TryColumn(string name)
    {
        var column = Array.IndexOf(names, name.ToLowerInvariant());
        if (column < 0) return null;
        if (numbers.TryGetValue(column, out var known)) return known;
        var values = new double[Rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var text = Rows[i].Fields[column];
            if (text.Length == 0) values[i] = double.NaN;
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                throw Error(i, column, $"\"{text}\" is not a number; expected one such as 101.25, or nothing where the bar has no value");
        }
        return numbers[column] = values;
    }

    public BarTableException Error(int row, int column, string problem) =>
        new($"{file}:{Rows[row].Line}:{Rows[row].Columns[column]}: {header.Fields[column]}: {problem}");
}
