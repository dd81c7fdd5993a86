using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>
/// Quotes of one symbol in a CSV file, plain or gzip. One by one: columns <c>time_utc,bid_price,bid_size,ask_price,ask_size</c>, then <c>exchange,condition,suspicious</c>
/// or nothing; an empty price leaves its side as it was, 0 or −1 takes it away; quotes that are marked as suspicious are passed over; times do not fall. As bars: both sides with
/// open, high, low, close and size, a side that was not quoted yet is empty; times rise.
/// </summary>
public static class QuoteFile
{
    public const string Header = "time_utc,bid_price,bid_size,ask_price,ask_size";
    public const string HeaderOfTheTape = Header + ",exchange,condition,suspicious";
    public const string HeaderOfBars = "time_utc,time_et,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size";

    const double LargestPrice = 1e9;
    const double LargestSize = 1e12;

    /// <summary>Reads and checks every quote.</summary>
    /// <exception cref="DataFileException">No file, another header, or a broken row.</exception>
    public static QuoteColumns Read(string path, string symbol)
    {
        using var text = DataFileText.Read(path);
        var rows = new CsvCursor(text.Bytes, path);
        var header = rows.Header();
        if (header is not (Header or HeaderOfTheTape)) throw new DataFileException(path, 1, null, header, $"the header {HeaderOfTheTape} or {Header}");
        var marked = header == HeaderOfTheTape;
        var capacity = rows.RowsLeft;
        var (time, bid, bidSize, ask, askSize) = (new long[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
        var (kept, last) = (0, long.MinValue);
        while (rows.NextRow())
        {
            var t = rows.Time("time_utc");
            if (t < last) throw rows.Unfit("time_utc", Text(t), "times that do not fall from row to row");
            last = t;
            (time[kept], bid[kept], bidSize[kept]) = (t, Number(ref rows, "bid_price", LargestPrice), Number(ref rows, "bid_size", LargestSize));
            (ask[kept], askSize[kept]) = (Number(ref rows, "ask_price", LargestPrice), Number(ref rows, "ask_size", LargestSize, lastField: !marked));
            if (marked && IsSuspicious(ref rows)) continue;
            kept++;
        }
        Array.Resize(ref time, kept);
        Array.Resize(ref bid, kept);
        Array.Resize(ref bidSize, kept);
        Array.Resize(ref ask, kept);
        Array.Resize(ref askSize, kept);
        return new QuoteColumns(symbol, time, bid, bidSize, ask, askSize);
    }

    /// <summary>Reads and checks every bar of quotes.</summary>
    /// <exception cref="DataFileException">No file, another header, or a broken row.</exception>
    public static QuoteBarColumns ReadBars(string path, string symbol)
    {
        using var text = DataFileText.Read(path);
        var rows = new CsvCursor(text.Bytes, path);
        var header = rows.Header();
        if (header != HeaderOfBars) throw new DataFileException(path, 1, null, header, $"the header {HeaderOfBars}");
        var (time, bid, ask) = (new List<long>(), new List<QuoteSide>(), new List<QuoteSide>());
        while (rows.NextRow())
        {
            var t = rows.Time("time_utc");
            if (time.Count > 0 && t <= time[^1]) throw rows.Unfit("time_utc", Text(t), "times that rise from row to row");
            var local = rows.Time("time_et");
            if (local != t) throw rows.Unfit("time_et", Text(local), "the instant of time_utc with its New York offset");
            time.Add(t);
            bid.Add(Side(ref rows, "bid", lastField: false));
            ask.Add(Side(ref rows, "ask", lastField: true));
        }
        return new QuoteBarColumns(symbol, [.. time], [.. bid], [.. ask]);
    }

    static double Number(ref CsvCursor rows, string column, double largest, bool lastField = false)
    {
        var value = rows.OptionalNumber(column, lastField);
        return value > largest ? throw rows.Unfit(column, value.ToString(System.Globalization.CultureInfo.InvariantCulture), "a smaller number") : value;
    }

    static bool IsSuspicious(ref CsvCursor rows)
    {
        rows.Word("exchange");
        rows.Word("condition");
        return rows.Word("suspicious", lastField: true) switch
        {
            "0" => false,
            "1" => true,
            var other => throw rows.Unfit("suspicious", other, "0 or 1 as the last value of the row"),
        };
    }

    static QuoteSide Side(ref CsvCursor rows, string name, bool lastField)
    {
        var (open, high, low) = (Number(ref rows, name + "_open", LargestPrice), Number(ref rows, name + "_high", LargestPrice), Number(ref rows, name + "_low", LargestPrice));
        var (close, size) = (Number(ref rows, name + "_close", LargestPrice), Number(ref rows, name + "_size", LargestSize, lastField));
        if (double.IsNaN(open) && double.IsNaN(high) && double.IsNaN(low) && double.IsNaN(close)) return QuoteSide.Absent;
        // Written so that a price that is missing among others fails too.
        if (!(low > 0 && low <= open && low <= close && open <= high && close <= high))
            throw rows.Unfit(name + "_low", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{open},{high},{low},{close}"), "four prices above 0, low ≤ open, close ≤ high, or none");
        return new QuoteSide(open, high, low, close, double.IsNaN(size) ? 0 : size);
    }

    static string Text(long time) => NodaTime.Text.InstantPattern.ExtendedIso.Format(Core.EngineTime.ToInstant(time));
}
