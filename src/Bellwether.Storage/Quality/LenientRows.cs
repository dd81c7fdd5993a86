using System.Globalization;
using System.Text;
using Bellwether.Core;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>Takes the rows of a data file that can be read, and hears of those that cannot.</summary>
interface ILenientRowSink
{
    /// <param name="time">Engine time.</param>
    /// <param name="values">The numbers behind the time, in the order of the header; NaN where nothing is written.</param>
    void Row(long time, ReadOnlySpan<double> values);

    /// <param name="after">Time of the last row that could be read; <see cref="long.MinValue"/> when there was none.</param>
    void Unreadable(long after, string where, string value, string expected);
}

/// <summary>
/// Reads data files that may be wrong: whatever number stands in a row is handed on, and a row that is none is told and passed over. For use, files are read by the strict readers.
/// </summary>
static class LenientRows
{
    const int MostColumns = 16;

    /// <summary>Walks over the rows.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="numbers">How many of them behind the times are numbers; the rest is passed over.</param>
    /// <param name="times">1, or 2 when the time is written twice.</param>
    public static void Read<TSink>(ReadOnlySpan<byte> text, string[] columns, int times, int numbers, bool isDates, ref TSink sink) where TSink : ILenientRowSink
    {
        var reader = default(TimestampReader);
        Span<Range> fields = stackalloc Range[MostColumns + 1];
        Span<double> values = stackalloc double[numbers];
        var (line, last) = (1, long.MinValue);
        for (text = Rest(text); text.Length > 0; text = Rest(text))
        {
            line++;
            var end = text.IndexOf((byte)'\n');
            var row = end < 0 ? text : text[..end];
            if (row.EndsWith("\r"u8)) row = row[..^1];
            if (row.IsEmpty && text.IndexOfAnyExcept((byte)'\n', (byte)'\r') < 0) return;
            var count = Split(row, fields);
            if (count != columns.Length)
            {
                sink.Unreadable(last, Where(line, null), Text(row), string.Create(CultureInfo.InvariantCulture, $"{columns.Length} values"));
                continue;
            }
            if (!TryTime(ref reader, row[fields[0]], isDates, out var time))
            {
                sink.Unreadable(last, Where(line, columns[0]), Text(row[fields[0]]), isDates ? "a date such as 2014-06-09" : "a time such as 2024-01-02T14:30:00Z");
                continue;
            }
            if (times == 2 && (!TryTime(ref reader, row[fields[1]], false, out var second) || second != time))
            {
                sink.Unreadable(last, Where(line, columns[1]), Text(row[fields[1]]), "the instant of " + columns[0]);
                continue;
            }
            var bad = TryNumbers(row, fields.Slice(times, numbers), values);
            if (bad >= 0)
            {
                sink.Unreadable(last, Where(line, columns[times + bad]), Text(row[fields[times + bad]]), "a number as plain decimal text");
                continue;
            }
            last = time;
            sink.Row(time, values);
        }
    }

    static ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? [] : text[(end + 1)..];
    }

    static int Split(ReadOnlySpan<byte> row, Span<Range> fields)
    {
        var (count, start) = (0, 0);
        while (count < fields.Length)
        {
            var comma = row[start..].IndexOf((byte)',');
            fields[count++] = comma < 0 ? start..row.Length : start..(start + comma);
            if (comma < 0) return count;
            start += comma + 1;
        }
        return count;
    }

    static bool TryTime(ref TimestampReader reader, ReadOnlySpan<byte> field, bool isDate, out long time)
    {
        var at = 0;
        if (!isDate) return reader.TryRead(field, ref at, out time) && at == field.Length;
        time = 0;
        var parsed = LocalDatePattern.Iso.Parse(Encoding.UTF8.GetString(field));
        if (!parsed.Success || parsed.Value.Year is < 1900 or > 2199) return false;
        // A day is labelled by the open of its session; one without a session by 09:30, so that a rule can find it.
        time = EngineTime.From(ExchangeCalendar.NewYork.Zone.AtLeniently(parsed.Value.At(new NodaTime.LocalTime(9, 30))).ToInstant());
        return true;
    }

    /// <returns>The first that is no number; -1 when all are.</returns>
    static int TryNumbers(ReadOnlySpan<byte> row, ReadOnlySpan<Range> fields, Span<double> values)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var field = row[fields[i]];
            var at = 0;
            values[i] = double.NaN;
            if (!field.IsEmpty && (!DecimalText.TryRead(field, ref at, out values[i]) || at != field.Length)) return i;
        }
        return -1;
    }

    static string Where(int line, string? column) => string.Create(CultureInfo.InvariantCulture, $"line {line}{(column is null ? "" : " " + column)}");

    static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 60)]);
        return string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < from.Length; i++) span[i] = char.IsControl(from[i]) ? '\uFFFD' : from[i];
        });
    }
}
