using System.IO.Compression;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using ParquetSharp;

namespace Bellwether.Tests.Storage;

public sealed class ImportFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-import-").FullName;
    readonly BarStore store;

    public ImportFileTests() => store = BarStore.OpenForWriting(Path.Combine(folder, "data"));

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static long At(int year, int month, int day, int hour, int minute) => EngineTime.From(Instant.FromUtc(year, month, day, hour, minute));

    string Text(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    ImportResult One(string path, string mapping = "", ImportKind kind = ImportKind.Any, string? bar = null, string? symbol = null) => Assert.Single(Take(path, mapping, kind, bar, symbol));

    List<ImportResult> Take(string path, string mapping = "", ImportKind kind = ImportKind.Any, string? bar = null, string? symbol = null)
    {
        Assert.True(ColumnMapping.TryParse(mapping, out var parsed, out var problem), problem);
        return [.. ImportFile.Take(store, path, symbol, kind, bar is null ? null : Spec(bar), mapping.Length == 0 ? ColumnMapping.None : parsed)];
    }

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);

    BarRows Bars(string symbol, string bar = "1m") => store.Read(symbol, Spec(bar), long.MinValue, long.MaxValue);

    [Fact]
    public void Every_layout_of_bars_comes_in_whole_and_twice_changes_nothing()
    {
        foreach (var (file, bar, rows) in ((string, string?, int)[])
            [("minute_trade/IBM.csv.gz", null, 1711), ("second_trade/IBM_20131007.csv.gz", "1s", 5123), ("daily/IBM.csv.gz", null, 5849), ("hour_trade/AAPL.csv.gz", "1h", 0), ("minute_other/SPY_202012.csv.gz", "1m", 1564)])
        {
            var path = TestData.Shared("data/equity/" + file);
            var first = One(path, bar: bar);
            Assert.Equal(("bars", 0L, 0L), (first.Noun, first.Unchanged, first.Replaced));
            if (rows > 0) Assert.Equal(rows, first.Added);
            var second = One(path, bar: bar);
            Assert.Equal((0L, first.Added, 0L), (second.Added, second.Unchanged, second.Replaced));
        }
        // The first row of the daily file: 1998-01-02, labelled by its session's open, 09:30 in New York.
        Assert.Equal(At(1998, 1, 2, 14, 30), Bars("IBM", "1d").Time[0]);
        // Hours are counted from the full hour there: what is stamped 09:00 holds 09:30 to 10:00.
        var hours = Bars("AAPL", "1h");
        Assert.Equal([At(1998, 1, 2, 14, 30), At(1998, 1, 2, 15, 0), At(1998, 1, 2, 16, 0)], hours.Time[..3]);
        Assert.Equal((13.63, 540700.0), (hours.Open[0], hours.Volume[0]));
    }

    [Fact]
    public void Trades_keep_exchange_condition_and_order()
    {
        Assert.Equal("trades", One(TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz")).Noun);
        Assert.Equal((0L, 24293L, 0L), One(TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz")) is var again ? (again.Added, again.Unchanged, again.Replaced) : default);
        Assert.Equal(33381, One(TestData.Shared("data/equity/tick_trade/IBM_20131008.csv.gz"), kind: ImportKind.Trades).Added);
        var rows = TickStore.Read(store, TickTable.Trades, "IBM", BarSource.Imported, At(2013, 10, 7, 4, 0), At(2013, 10, 8, 4, 0));
        Assert.Equal(24293, rows.Count);

        // Bars of the stored trades are those of the file's trades.
        var direct = Aggregation.OfTrades(TradeFile.Read(TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz"), "IBM"), Spec("tick:200"), SessionHours.Regular);
        var stored = store.Query("IBM", new BarQuery(At(2013, 10, 7, 4, 0), At(2013, 10, 8, 4, 0), Spec("tick:200"), SessionHours.Regular)).Bars;
        Assert.Equal(direct, stored);
    }

    [Fact]
    public void Quotes_come_in_one_by_one_and_as_bars()
    {
        var first = TestData.Shared("data/equity/tick_quote/IBM_20131007.csv.gz");
        Assert.Equal(("quotes", 109067L), One(first, kind: ImportKind.Quotes) is var ticks ? (ticks.Noun, ticks.Added) : default);
        var minutes = One(TestData.Shared("data/equity/minute_quote/IBM.csv.gz"), kind: ImportKind.Quotes);
        Assert.Equal("bars of quotes", minutes.Noun);
        Assert.Equal("bars of quotes", One(TestData.Shared("data/equity/second_quote/IBM_20131007.csv.gz"), bar: "1s").Noun);
        var rows = TickStore.Read(store, TickTable.Quotes, "IBM", BarSource.Imported, long.MinValue, long.MaxValue);
        Assert.Equal(109067, rows.Count);
        // Each quote of that file tells of one side.
        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(double.IsNaN(rows.Values[0][i]) != double.IsNaN(rows.Values[2][i])));
        Assert.Equal(minutes.Added, TickStore.Read(store, TickTable.QuoteBars(BarSpec.OneMinute), "IBM", BarSource.Imported, long.MinValue, long.MaxValue).Count);
    }

    [Fact]
    public void A_mapping_reads_other_names_times_zones_and_scales()
    {
        // 2024-03-08 is New York winter time (UTC−5), 2024-03-11 summer time (UTC−4).
        var path = Text("x.txt", "Date;Time;O;H;L;Last;Vol\r\n20240308;0931;1700100;1700200;1700000;1700150;12\r\n20240311;0931;1701000;1702000;1701000;1701900;5\r\n");
        var mapping = "time=Date+Time,format=yyyyMMdd HHmm,zone=America/New_York,label=close,open=O,high=H,low=L,close=Last,volume=Vol,price_scale=0.0001,volume_scale=100,separator=;";
        Assert.Equal(2, One(path, mapping, symbol: "MSFT").Added);
        var bars = Bars("MSFT");
        Assert.Equal([At(2024, 3, 8, 14, 30), At(2024, 3, 11, 13, 30)], bars.Time);
        // 170.015 and not 170.01500000000001: the scale divides.
        Assert.Equal([170.015, 170.19], bars.Close);
        Assert.Equal([1200.0, 500], bars.Volume);

        var bare = Text("y.csv", "1709908200000,10,11,9,10.5,3\n");
        Assert.Equal(1, One(bare, "header=no,time=1,format=unix_ms,open=2,high=3,low=4,close=5,volume=6", symbol: "AMD").Added);
        Assert.Equal([At(2024, 3, 8, 14, 30)], Bars("AMD").Time);
    }

    [Theory]
    [InlineData("time", "key=value")]
    [InlineData("colour=red", "expected time, format")]
    [InlineData("zone=Mars/Base", "time zone database")]
    [InlineData("price_scale=0", "above 0")]
    [InlineData("label=middle", "open or close")]
    [InlineData("header=maybe", "yes or no")]
    [InlineData("separator=ab", "one character")]
    [InlineData("format=qqqq", "pattern")]
    public void A_wrong_mapping_says_what_would_be_right(string mapping, string expected)
    {
        Assert.False(ColumnMapping.TryParse(mapping, out _, out var problem));
        Assert.Contains(expected, problem);
    }

    const string Header = "time_utc,open,high,low,close,volume\n2024-03-08T14:30:00Z,10,11,9,10,1\n";

    [Theory]
    [InlineData(Header + "2024-03-08T14:31:00Z,10,11,9,ten,1\n", 3, "close")]
    [InlineData(Header + "2024-03-08T14:31:00Z,10,11,9,10\n", 3, "volume")]
    [InlineData(Header + "2024-03-08T14:31:00Z,10,8,9,10,1\n", 3, "high")]
    [InlineData(Header + "2024-03-08T14:31:00Z,10,11,9,-10,1\n", 3, "close")]
    [InlineData(Header + "2024-03-08T14:31:00Z,10,11,9,10,-1\n", 3, "volume")]
    [InlineData(Header + "2024-03-08T14:30:00Z,10,11,9,10,1\n", 3, "time_utc")]
    [InlineData(Header + "\n\n2024-03-08T14:31:30Z,10,11,9,10,1\n", 5, "time_utc")]
    [InlineData(Header + "2024-03-08 09:31,10,11,9,10,1\n", 3, "time_utc")]
    [InlineData("time_utc,open,high,low,volume\n", 1, null)]
    [InlineData("open,high,low,close,volume\n", 1, null)]
    public void A_broken_row_is_named_by_line_and_column_and_nothing_is_stored(string text, int line, string? column)
    {
        var path = Text("IBM.csv", text);
        var problem = Assert.Throws<DataFileException>(() => Take(path, kind: ImportKind.Bars));
        Assert.Equal((path, line, column), (problem.Path, problem.Line, problem.Column));
        Assert.Empty(store.Files());
    }

    [Fact]
    public void An_archive_gives_each_of_its_files_and_names_a_broken_one()
    {
        var path = Path.Combine(folder, "bars.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            void Add(string name, byte[] bytes)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
            Add("README", "no data"u8.ToArray());
            Add("a/IBM.csv", System.Text.Encoding.UTF8.GetBytes(Header));
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(Header));
            Add("a/SPY.csv.gz", packed.ToArray());
            Add("a/T.csv", System.Text.Encoding.UTF8.GetBytes(Header + "x\n"));
        }
        var taken = new List<string>();
        var problem = Assert.Throws<DataFileException>(() =>
        {
            foreach (var result in ImportFile.Take(store, path, null, ImportKind.Any, null, ColumnMapping.None)) taken.Add(result.Symbol);
        });
        Assert.Equal(["IBM", "SPY"], taken);
        Assert.Equal((path + "!a/T.csv", 3), (problem.Path, problem.Line));
        Assert.Equal(["IBM", "SPY"], store.Symbols(BarSpec.OneMinute));

        // A byte of the packed data that changed is found by the archive's checksum.
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("IBM.csv"u8) + 20;
        bytes[at] ^= 0x10;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<DataFileException>(() => Take(path));
    }

    [Fact]
    public void Parquet_of_another_writer_is_read_with_its_types()
    {
        var path = Path.Combine(folder, "IBM.parquet");
        var open = new DateTime(2024, 3, 8, 14, 30, 0, DateTimeKind.Utc);
        Column[] columns = [new Column<DateTime>("timestamp", LogicalType.Timestamp(true, TimeUnit.Millis)), new Column<float>("open"), new Column<double?>("high"), new Column<int>("low"), new Column<double>("Close"), new Column<long>("volume")];
        void Write(double? high)
        {
            using var file = new ParquetFileWriter(path, columns);
            using var group = file.AppendRowGroup();
            void Put<T>(params T[] values)
            {
                using var writer = group.NextColumn().LogicalWriter<T>();
                writer.WriteBatch(values);
            }
            Put(open, open.AddMinutes(1));
            Put(10.1f, 10.25f);
            Put(11, high);
            Put(9, 8);
            Put(10.5, 10);
            Put(100L, 200L);
            file.Close();
        }
        Write(null);
        var missing = Assert.Throws<DataFileException>(() => Take(path));
        Assert.Contains("row 2: high", missing.Message);
        Assert.Empty(store.Files());
        Write(11.5);
        Assert.Equal(2, One(path).Added);
        var bars = Bars("IBM");
        Assert.Equal([At(2024, 3, 8, 14, 30), At(2024, 3, 8, 14, 31)], bars.Time);
        // 10.1 as a float is 10.100000381…; what was meant is its shortest text.
        Assert.Equal([10.1, 10.25], bars.Open);
        Assert.Equal([9.0, 8], bars.Low);

        var damaged = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damaged[..^20]);
        Assert.Contains(path, Assert.Throws<DataFileException>(() => Take(path)).Message);
    }
}
