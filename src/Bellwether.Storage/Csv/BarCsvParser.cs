using System.Text;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>One pass over the text of a bar file: every row is checked, rows of the wanted range are kept.</summary>
ref struct BarCsvParser(ReadOnlySpan<byte> text, string path, long barLength)
{
    /// <summary>Headers that are read: bars of the data folder carry their time twice, other files once.</summary>
    public const string HeaderWithTwoTimes = "time_utc,time_et,open,high,low,close,volume";
    public const string HeaderWithOneTime = "timestamp,open,high,low,close,volume";

    const double LargestPrice = 1e9;

    readonly ReadOnlySpan<byte> text = text;
    TimestampReader timestamps;
    int at;
    int line = 1;
    int lineStart;

    /// <param name="from">Engine time of the first bar that is kept.</param>
    /// <param name="to">Engine time before which bars are kept.</param>
    /// <param name="first">Time of the file's first bar, also when it is not kept; meaningless in a file without rows.</param>
    /// <param name="last">Time of the file's last bar.</param>
    /// <exception cref="DataFileException">The header or a row is broken.</exception>
    public BarColumns Parse(string symbol, long from, long to, out int rows, out long first, out long last)
    {
        var twoTimes = ReadHeader();
        var capacity = text[at..].Count((byte)'\n') + 1;
        var (time, open, high, low, close, volume) =
            (new long[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
        var kept = 0;
        (rows, first, last) = (0, long.MinValue, long.MinValue);
        while (at < text.Length)
        {
            line++;
            lineStart = at;
            if (OnlyLineEndsLeft()) break;
            var t = Time(twoTimes ? "time_utc" : "timestamp", last);
            if (twoTimes) SameTime(t);
            var o = Price("open");
            var h = Price("high");
            var l = Price("low");
            var c = Price("close");
            var v = Volume();
            if (!(l <= o && l <= c && o <= h && c <= h)) Inconsistent(o, h, l, c);
            if (rows++ == 0) first = t;
            last = t;
            if (t < from || t >= to) continue;
            (time[kept], open[kept], high[kept], low[kept], close[kept], volume[kept]) = (t, o, h, l, c, v);
            kept++;
        }
        if (kept < capacity)
        {
            Array.Resize(ref time, kept);
            Array.Resize(ref open, kept);
            Array.Resize(ref high, kept);
            Array.Resize(ref low, kept);
            Array.Resize(ref close, kept);
            Array.Resize(ref volume, kept);
        }
        return new BarColumns(symbol, time, open, high, low, close, volume);
    }

    bool ReadHeader()
    {
        if (text.StartsWith("\uFEFF"u8)) at = 3;
        var end = text[at..].IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? text[at..] : text.Slice(at, end)).TrimEnd('\r');
        at = end < 0 ? text.Length : at + end + 1;
        return header switch
        {
            HeaderWithTwoTimes => true,
            HeaderWithOneTime => false,
            _ => throw new DataFileException(path, 1, null, header, $"the header {HeaderWithTwoTimes} or {HeaderWithOneTime}"),
        };
    }

    long Time(string column, long previous)
    {
        var start = at;
        if (!timestamps.TryRead(text, ref at, out var time) || !EndsField()) throw Broken(column, start, "a time such as 2024-01-02T09:30:00-05:00 or 2024-01-02T14:30:00Z");
        if (time % barLength != 0) throw Broken(column, start, $"a bar's open on a whole multiple of {barLength / EngineTime.Second} seconds");
        if (time <= previous) throw Broken(column, start, "times that rise from row to row");
        at++;
        return time;
    }

    void SameTime(long time)
    {
        var start = at;
        if (!timestamps.TryRead(text, ref at, out var other) || !EndsField() || other != time) throw Broken("time_et", start, "the instant of time_utc with its New York offset");
        at++;
    }

    double Price(string column)
    {
        var start = at;
        // Written so that NaN would fail too.
        if (!DecimalText.TryRead(text, ref at, out var price) || !EndsField() || !(price > 0 && price <= LargestPrice))
            throw Broken(column, start, "a price in dollars above 0 and up to 1,000,000,000 as plain decimal text");
        at++;
        return price;
    }

    double Volume()
    {
        var start = at;
        if (!DecimalText.TryRead(text, ref at, out var volume) || !EndsRow() || !(volume >= 0 && double.IsFinite(volume)))
            throw Broken("volume", start, "a number of shares, 0 or more, as the last value of the row");
        return volume;
    }

    readonly bool OnlyLineEndsLeft() => text[at] is (byte)'\n' or (byte)'\r' && text[at..].IndexOfAnyExcept((byte)'\n', (byte)'\r') < 0;

    readonly bool EndsField() => (uint)at < (uint)text.Length && text[at] == ',';

    /// <summary>Moves behind the end of the line, which may be LF, CR LF or the end of the file.</summary>
    bool EndsRow()
    {
        if (at == text.Length) return true;
        if (text[at] == '\r' && at + 1 < text.Length) at++;
        return text[at++] == '\n';
    }

    readonly void Inconsistent(double open, double high, double low, double close)
    {
        var (column, expected) = high < low ? ("high", "not below low")
            : open > high || close > high ? ("high", "at or above open and close")
            : ("low", "at or below open and close");
        throw new DataFileException(path, line, column, Line(lineStart), column + " " + expected);
    }

    readonly DataFileException Broken(string column, int start, string expected)
    {
        var field = text[start..];
        var end = field.IndexOfAny((byte)',', (byte)'\n', (byte)'\r');
        return new DataFileException(path, line, column, Encoding.UTF8.GetString(end < 0 ? field : field[..end]), expected);
    }

    readonly string Line(int start)
    {
        var rest = text[start..];
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
