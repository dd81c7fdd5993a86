using System.Text;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>
/// Trades of one symbol in a CSV file, plain or gzip: columns <c>time_utc,price,size</c>, then <c>exchange,condition,suspicious</c> or nothing. Times are ISO 8601 with
/// <c>Z</c> or an offset and do not fall; trades of one time keep the order of the file. Trades that the tape marked as suspicious, and those without a size, are
/// passed over.
/// </summary>
public static class TradeFile
{
    public const string Header = "time_utc,price,size";
    public const string HeaderOfTheTape = Header + ",exchange,condition,suspicious";

    const double LargestPrice = 1e9;
    const double LargestSize = 1e12;

    /// <summary>Reads and checks every row.</summary>
    /// <param name="symbol">What traded; a file of trades is often named after its day as well.</param>
    /// <exception cref="DataFileException">No file, another header, or a broken row.</exception>
    public static TradeColumns Read(string path, string symbol)
    {
        using var text = DataFileText.Read(path);
        return new Parser(text.Bytes, path).Parse(symbol);
    }

    ref struct Parser(ReadOnlySpan<byte> text, string path)
    {
        readonly ReadOnlySpan<byte> text = text;
        TimestampReader timestamps;
        int at;
        int line = 1;

        public TradeColumns Parse(string symbol)
        {
            var marked = ReadHeader();
            var capacity = text[at..].Count((byte)'\n') + 1;
            var (time, price, size) = (new long[capacity], new double[capacity], new double[capacity]);
            var (kept, last) = (0, long.MinValue);
            while (at < text.Length)
            {
                line++;
                if (text[at..].IndexOfAnyExcept((byte)'\n', (byte)'\r') < 0) break;
                var t = Time(last);
                var p = Number("price", LargestPrice, orZero: false, lastField: false);
                var s = Number("size", LargestSize, orZero: true, lastField: !marked);
                var suspicious = marked && Mark();
                last = t;
                if (suspicious || s == 0) continue;
                (time[kept], price[kept], size[kept]) = (t, p, s);
                kept++;
            }
            Array.Resize(ref time, kept);
            Array.Resize(ref price, kept);
            Array.Resize(ref size, kept);
            return new TradeColumns(symbol, time, price, size);
        }

        bool ReadHeader()
        {
            if (text.StartsWith("\uFEFF"u8)) at = 3;
            var end = text[at..].IndexOf((byte)'\n');
            var header = Encoding.UTF8.GetString(end < 0 ? text[at..] : text.Slice(at, end)).TrimEnd('\r');
            at = end < 0 ? text.Length : at + end + 1;
            return header switch
            {
                HeaderOfTheTape => true,
                Header => false,
                _ => throw new DataFileException(path, 1, null, header, $"the header {HeaderOfTheTape} or {Header}"),
            };
        }

        long Time(long previous)
        {
            var start = at;
            if (!timestamps.TryRead(text, ref at, out var time) || !EndsField(lastField: false)) throw Broken("time_utc", start, "a time such as 2024-01-02T14:30:00.125Z");
            if (time < previous) throw Broken("time_utc", start, "times that do not fall from row to row");
            return time;
        }

        double Number(string column, double largest, bool orZero, bool lastField)
        {
            var start = at;
            // Written so that NaN would fail too.
            if (!DecimalText.TryRead(text, ref at, out var value) || !EndsField(lastField) || !(value <= largest && (value > 0 || (orZero && value == 0))))
                throw Broken(column, start, orZero ? "a number of shares, 0 or more, as plain decimal text" : "a price in dollars above 0 and up to 1,000,000,000 as plain decimal text");
            return value;
        }

        /// <summary>Exchange and condition are read over; the mark is 0 or 1.</summary>
        bool Mark()
        {
            for (var field = 0; field < 2; field++)
            {
                var comma = text[at..].IndexOfAny((byte)',', (byte)'\n');
                if (comma < 0 || text[at + comma] != ',') throw Broken(field == 0 ? "exchange" : "condition", at, "six values in the row");
                at += comma + 1;
            }
            var start = at;
            var mark = at < text.Length ? text[at++] : (byte)0;
            if (mark is not ((byte)'0' or (byte)'1') || !EndsField(lastField: true)) throw Broken("suspicious", start, "0 or 1 as the last value of the row");
            return mark == '1';
        }

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
            return new DataFileException(path, line, column, Encoding.UTF8.GetString(end < 0 ? field : field[..end]), expected);
        }
    }
}
