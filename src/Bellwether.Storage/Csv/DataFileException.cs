using System.Globalization;
using System.Text;

namespace Bellwether.Storage;

/// <summary>A data file or folder that cannot be used: which one, where in it, what was found and what was expected.</summary>
public sealed class DataFileException : Exception
{
    const int LongestValue = 60;

    /// <summary>A problem of the whole file or folder.</summary>
    public DataFileException(string path, string problem, Exception? cause = null)
        : base($"{path}: {problem}", cause)
    {
        Path = path;
        Expected = problem;
    }

    /// <summary>A problem of one value.</summary>
    /// <param name="line">From 1; the header is line 1.</param>
    /// <param name="column">Name of the column; null when the row as a whole is wrong.</param>
    public DataFileException(string path, int line, string? column, string value, string expected)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: {(column is null ? "" : column + " ")}\"{Printable(value)}\": expected {expected}; correct or remove the row"))
    {
        Path = path;
        Line = line;
        Column = column;
        Value = Printable(value);
        Expected = expected;
    }

    public string Path { get; }

    /// <summary>From 1, the header included; 0 when no single line is to blame.</summary>
    public int Line { get; }

    public string? Column { get; }

    /// <summary>What was found, shortened and with control characters masked.</summary>
    public string? Value { get; }

    public string Expected { get; }

    static string Printable(string value)
    {
        var text = new StringBuilder();
        foreach (var c in value.AsSpan(0, Math.Min(value.Length, LongestValue))) text.Append(char.IsControl(c) ? '\uFFFD' : c);
        return value.Length > LongestValue ? text.Append('…').ToString() : text.ToString();
    }
}
