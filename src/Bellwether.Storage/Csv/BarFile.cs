using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Storage;

/// <summary>
/// Bars of one symbol in a CSV file, <c>SYMBOL.csv</c> or <c>SYMBOL.csv.gz</c>. Header <c>time_utc,time_et,open,high,low,close,volume</c> or
/// <c>timestamp,open,high,low,close,volume</c>; times are the open of the bar, ISO 8601 with <c>Z</c> or an offset; prices in dollars.
/// </summary>
public static class BarFile
{
    /// <summary>
    /// Reads and checks every row: times rise, low ≤ open, close ≤ high, prices are above 0, volumes are not negative.
    /// </summary>
    /// <param name="from">First New York date that is kept; null = from the first row.</param>
    /// <param name="to">New York date before which rows are kept; null = to the last row.</param>
    /// <param name="barLength">Length of the bars; their times are whole multiples of it. One minute unless told, a whole number of seconds.</param>
    /// <exception cref="DataFileException">No file, a broken row, or no row in the range.</exception>
    public static BarColumns Read(string path, LocalDate? from = null, LocalDate? to = null, Duration? barLength = null) =>
        ReadAs(SymbolOf(path) ?? throw new DataFileException(path, "is not named after a ticker; expected SYMBOL.csv or SYMBOL.csv.gz, such as SPY.csv.gz"), path, from, to, barLength);

    /// <summary>The same for a file of any name.</summary>
    /// <inheritdoc cref="Read(string, LocalDate?, LocalDate?, Duration?)"/>
    public static BarColumns ReadAs(string symbol, string path, LocalDate? from = null, LocalDate? to = null, Duration? barLength = null)
    {
        using var text = DataFileText.Read(path);
        var parser = new BarCsvParser(text.Bytes, path, (barLength ?? Duration.FromMinutes(1)).ToInt64Nanoseconds());
        var columns = parser.Parse(symbol, Midnight(from) ?? long.MinValue, Midnight(to) ?? long.MaxValue, out var rows, out var first, out var last);
        if (rows == 0) throw new DataFileException(path, "holds a header and no rows; remove the file or fill it");
        if (columns.Count == 0)
            throw new DataFileException(path, string.Create(CultureInfo.InvariantCulture,
                $"no row from {from?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "the start"} to {to?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "the end"} (exclusive); it covers {Date(first)} to {Date(last)}: choose dates inside, or leave the symbol out"));
        return columns;
    }

    /// <summary>
    /// Bars of one minute, five seconds or one second, whichever the file holds: most of its rows lie so far apart.
    /// </summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="path">The file.</param>
    /// <param name="barLength">Nanoseconds.</param>
    /// <inheritdoc cref="Read(string, LocalDate?, LocalDate?, Duration?)"/>
    public static BarColumns ReadIntraday(string symbol, string path, out long barLength)
    {
        var bars = ReadAs(symbol, path, barLength: Duration.FromSeconds(1));
        var step = UsualStep(bars.Time);
        var length = step % EngineTime.Minute == 0 ? EngineTime.Minute : step % (5 * EngineTime.Second) == 0 ? 5 * EngineTime.Second : EngineTime.Second;
        barLength = length;
        // A row off that grid is found, with its line, by reading the file as what it is.
        return bars.Time.ToArray().All(t => t % length == 0) ? bars : ReadAs(symbol, path, barLength: Duration.FromNanoseconds(length));
    }

    /// <summary>Header of a file of daily bars, whose time is a New York date.</summary>
    public const string DailyHeader = "date,open,high,low,close,volume";

    /// <summary>The file begins as one of daily bars does: its first column is <c>date</c>. False for a file that cannot be read, which its reader tells.</summary>
    public static bool IsDaily(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var text = path.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
            Span<byte> first = stackalloc byte[8];
            var begin = first[..text.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
            return (begin.StartsWith("\uFEFF"u8) ? begin[3..] : begin).StartsWith("date,"u8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads and checks daily bars, each labelled by the open of its session, as an import does.</summary>
    /// <exception cref="DataFileException">No file, or a broken row.</exception>
    public static BarRows ReadDaily(string path)
    {
        using var text = DataFileText.Read(path);
        return new ImportCsv(text.Bytes, path, ImportSchema.Bars, BarSpec.Daily, ColumnMapping.None).Read().ToBars(BarSource.Imported);
    }

    /// <summary>The commonest distance of two rows among the first thousand; the shorter one of two that are as common. A minute for a single row.</summary>
    static long UsualStep(ReadOnlySpan<long> times)
    {
        const int Enough = 1_000;
        var steps = new List<long>();
        for (var i = 1; i < times.Length && i <= Enough; i++) steps.Add(times[i] - times[i - 1]);
        return steps.Count == 0 ? EngineTime.Minute : steps.CountBy(s => s).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key;
    }

    /// <summary>The ticker that a file is named after; null when its name is no such name.</summary>
    public static string? SymbolOf(string path)
    {
        var name = Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.Ordinal)) name = name[..^3];
        if (!name.EndsWith(".csv", StringComparison.Ordinal)) return null;
        name = name[..^4];
        return InstrumentTable.IsSymbol(name) ? name : null;
    }

    static long? Midnight(LocalDate? date) => date is { } d ? EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(d).ToInstant()) : null;

    static string Date(long time) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time)).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
