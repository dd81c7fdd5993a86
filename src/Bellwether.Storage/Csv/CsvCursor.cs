using System.Text;

namespace Bellwether.Storage;

/// <summary>Walks over the text of a CSV file, value by value; whatever is not as it must be is an error that names line and column.</summary>
ref struct CsvCursor(ReadOnlySpan<byte> text, string path)
{
    readonly ReadOnlySpan<byte> text = text;
    TimestampReader timestamps;
    int at;

    /// <summary>From 1; the header is line 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Rows that can still follow, at most.</summary>
    public readonly int RowsLeft => text[at..].Count((byte)'\n') + 1;

    public string Header()
    {
        if (text.StartsWith("\uFEFF"u8)) at = 3;
        var end = text[at..].IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? text[at..] : text.Slice(at, end)).TrimEnd('\r');
        at = end < 0 ? text.Length : at + end + 1;
        return header;
    }

    /// <summary>Moves to the next row; false at the end of the file, empty lines there do not count.</summary>
    public bool NextRow()
    {
        if (at >= text.Length || text[at..].IndexOfAnyExcept((byte)'\n', (byte)'\r') < 0) return false;
        Line++;
        return true;
    }

    public long Time(string column)
    {
        var start = at;
        if (!timestamps.TryRead(text, ref at, out var time) || !EndsField(lastField: false)) throw Broken(column, start, "a time such as 2024-01-02T14:30:00.125Z");
        return time;
    }

    /// <summary>A number, or NaN for an empty value.</summary>
    public double OptionalNumber(string column, bool lastField = false)
    {
        var start = at;
        if (EndsField(lastField)) return double.NaN;
        at = start;
        if (!DecimalText.TryRead(text, ref at, out var value) || !EndsField(lastField) || !double.IsFinite(value)) throw Broken(column, start, "a number as plain decimal text, or nothing");
        return value;
    }

    /// <summary>The text of a value, blanks around it taken off.</summary>
    public string Word(string column, bool lastField = false)
    {
        var start = at;
        var length = text[at..].IndexOfAny((byte)',', (byte)'\n');
        at = length < 0 ? text.Length : at + length;
        var word = Encoding.UTF8.GetString(text[start..at]).Trim();
        if (!EndsField(lastField)) throw Broken(column, start, lastField ? "the last value of the row" : "a value, and another one behind it");
        return word;
    }

    /// <summary>The error about a value that was read already.</summary>
    public readonly DataFileException Unfit(string column, string value, string expected) => new(path, Line, column, value, expected);

    /// <summary>Moves behind the comma, or behind the end of the line.</summary>
    bool EndsField(bool lastField)
    {
        if (!lastField) return (uint)at < (uint)text.Length && text[at++] == ',';
        if (at == text.Length) return true;
        if (text[at] == '\r' && at + 1 < text.Length) at++;
        return text[at++] == '\n';
    }

    readonly DataFileException Broken(string column, int start, string expected)
    {
        var field = text[Math.Min(start, text.Length)..];
        var end = field.IndexOfAny((byte)',', (byte)'\n', (byte)'\r');
        return new DataFileException(path, Line, column, Encoding.UTF8.GetString(end < 0 ? field : field[..end]), expected);
    }
}
