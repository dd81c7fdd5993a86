using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Tests.Storage.Csv;

public sealed class BarFileTests : IDisposable
{
    const string OneTime = "timestamp,open,high,low,close,volume\n";
    const string TwoTimes = "time_utc,time_et,open,high,low,close,volume\n";

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_with_one_time_column_is_read_exactly()
    {
        var bars = BarFile.Read(folder.File("ZAA.csv", OneTime +
            "2024-01-02T09:30:00-05:00,47.79,47.80,47.72,47.72,14670\n" +
            "2024-07-02T09:31:00-04:00,0.0001,999999999.9999,0.0001,12,0\n"));
        Assert.Equal("ZAA", bars.Symbol);
        // 2024-01-02T14:30Z and 2024-07-02T13:31Z in seconds after the epoch.
        Assert.Equal([1_704_205_800_000_000_000, 1_719_927_060_000_000_000], bars.Time.ToArray());
        Assert.Equal([47.79, 0.0001], bars.Open.ToArray());
        Assert.Equal([47.80, 999999999.9999], bars.High.ToArray());
        Assert.Equal([47.72, 0.0001], bars.Low.ToArray());
        Assert.Equal([47.72, 12], bars.Close.ToArray());
        Assert.Equal([14670, 0], bars.Volume.ToArray());
    }

    [Fact]
    public void A_packed_file_with_two_times_windows_line_ends_and_a_byte_order_mark_is_read()
    {
        var text = "\uFEFF" + (TwoTimes + "2013-10-04T08:06:00Z,2013-10-04T04:06:00-04:00,167.65,167.65,167.65,167.65,20000\n\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        var bars = BarFile.Read(folder.File("SPY.csv.gz", ScratchFolder.Gzip(text)));
        Assert.Equal(("SPY", 1, 20000.0), (bars.Symbol, bars.Count, bars.Volume[0]));
        Assert.Equal(Instant.FromUtc(2013, 10, 4, 8, 6), EngineTime.ToInstant(bars.Time[0]));
    }

    [Theory]
    [InlineData("SPY", 3180)]
    [InlineData("IBM", 1711)]
    [InlineData("BAC", 2226)]
    [InlineData("AAPL", 2303)]
    [InlineData("TWX", 1200)]
    public void Real_minute_bars_are_read_as_a_plain_parser_reads_them(string symbol, int rows)
    {
        var path = TestData.Shared($"data/equity/minute_trade/{symbol}.csv.gz");
        var bars = BarFile.Read(path);
        Assert.Equal(rows, bars.Count);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        for (var i = 0; i < rows; i++)
        {
            var values = reader.ReadLine()!.Split(',');
            Assert.Equal(EngineTime.From(InstantPattern.ExtendedIso.Parse(values[0]).Value), bars.Time[i]);
            Assert.Equal(
                values[2..].Select(v => double.Parse(v, CultureInfo.InvariantCulture)), [bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]]);
        }
    }

    [Fact]
    public void The_range_is_in_New_York_dates_from_inclusive_to_exclusive()
    {
        // 20:00 on 2 January in New York is already the third in UTC.
        var path = folder.File("IBM.csv", OneTime +
            "2024-01-01T23:59:00-05:00,1,1,1,1,1\n2024-01-02T00:00:00-05:00,2,2,2,2,1\n2024-01-02T20:00:00-05:00,3,3,3,3,1\n2024-01-03T00:00:00-05:00,4,4,4,4,1\n");
        Assert.Equal([2, 3], BarFile.Read(path, new(2024, 1, 2), new(2024, 1, 3)).Open.ToArray());
        Assert.Equal([1], BarFile.Read(path, to: new(2024, 1, 2)).Open.ToArray());
        Assert.Equal([4], BarFile.Read(path, from: new(2024, 1, 3)).Open.ToArray());
    }

    [Fact]
    public void No_row_in_the_range_says_what_the_file_covers()
    {
        var path = folder.File("IBM.csv", OneTime + "2024-01-02T09:30:00-05:00,1,1,1,1,1\n2024-01-05T09:30:00-05:00,1,1,1,1,1\n");
        var error = Assert.Throws<DataFileException>(() => BarFile.Read(path, new(2023, 1, 1), new(2024, 1, 2)));
        Assert.Equal($"{path}: no row from 2023-01-01 to 2024-01-02 (exclusive); it covers 2024-01-02 to 2024-01-05: choose dates inside, or leave the symbol out", error.Message);
        Assert.Contains("holds a header and no rows", Assert.Throws<DataFileException>(() => BarFile.Read(folder.File("BAC.csv", OneTime))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-02 09:31:00,1,1,1,1,1", "timestamp", "2024-01-02 09:31:00")]
    [InlineData("2024-01-02T09:31:00,1,1,1,1,1", "timestamp", "2024-01-02T09:31:00")]
    [InlineData("2024-02-30T09:31:00Z,1,1,1,1,1", "timestamp", "2024-02-30T09:31:00Z")]
    [InlineData("2024-01-02T24:00:00Z,1,1,1,1,1", "timestamp", "2024-01-02T24:00:00Z")]
    [InlineData("2024-01-02T19:31:30Z,1,1,1,1,1", "timestamp", "2024-01-02T19:31:30Z")] // not a whole minute
    [InlineData("2024-01-02T14:30:00Z,1,1,1,1,1", "timestamp", "2024-01-02T14:30:00Z")] // the row before again
    [InlineData("2024-01-02T14:29:00Z,1,1,1,1,1", "timestamp", "2024-01-02T14:29:00Z")]
    [InlineData("2024-01-02T19:31:00Z,0,1,1,1,1", "open", "0")]
    [InlineData("2024-01-02T19:31:00Z,1,-1,1,1,1", "high", "-1")]
    [InlineData("2024-01-02T19:31:00Z,1,1,NaN,1,1", "low", "NaN")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1e2,1", "close", "1e2")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,,1", "close", "")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1000000001,1", "close", "1000000001")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1.,1", "close", "1.")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,.5,1", "close", ".5")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,\"1\",1", "close", "\"1\"")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1,-5", "volume", "-5")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1,", "volume", "")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1", "close", "1")]
    [InlineData("2024-01-02T19:31:00Z,1,1,1,1,5,6", "volume", "5")]
    [InlineData("2024-01-02T19:31:00Z,5,6,7,5,1", "high", "2024-01-02T19:31:00Z,5,6,7,5,1")]
    [InlineData("2024-01-02T19:31:00Z,5,4,3,3,1", "high", "2024-01-02T19:31:00Z,5,4,3,3,1")]
    [InlineData("2024-01-02T19:31:00Z,2,4,3,3,1", "low", "2024-01-02T19:31:00Z,2,4,3,3,1")]
    public void A_broken_row_names_file_line_column_and_value(string row, string column, string value)
    {
        var path = folder.File("IBM.csv", OneTime + "2024-01-02T14:30:00Z,1,1,1,1,1\n" + row + "\n2024-01-03T14:30:00Z,1,1,1,1,1\n");
        var error = Assert.Throws<DataFileException>(() => BarFile.Read(path));
        Assert.Equal((path, 3, column, value), (error.Path, error.Line, error.Column, error.Value));
        Assert.StartsWith($"{path}:3: {column} \"{value}\": expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_times_that_disagree_are_broken()
    {
        var path = folder.File("IBM.csv", TwoTimes + "2024-01-02T14:30:00Z,2024-01-02T10:30:00-05:00,1,1,1,1,1\n");
        Assert.Equal("time_et", Assert.Throws<DataFileException>(() => BarFile.Read(path)).Column);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date,open,high,low,close,volume\n2024-01-02,1,1,1,1,1\n")]
    [InlineData("timestamp;open;high;low;close;volume\n")]
    public void A_file_with_another_header_is_refused(string text)
    {
        var error = Assert.Throws<DataFileException>(() => BarFile.Read(folder.File("IBM.csv", text)));
        Assert.Equal(1, error.Line);
        Assert.Contains("timestamp,open,high,low,close,volume", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_a_wrong_name_and_broken_packing_are_typed_errors()
    {
        var whole = ScratchFolder.Gzip(OneTime + string.Concat(Enumerable.Range(0, 60).Select(i => $"2024-01-02T14:{i:00}:00Z,1,1,1,1,{i * 7919}\n")));
        Assert.Equal(60, BarFile.Read(folder.File("IBM.csv.gz", whole)).Count);
        Fails(folder.File("IBM.csv.gz", whole[..^40]), "gzip");
        Fails(folder.File("BAC.csv.gz", "not packed at all, whatever the name says"), "gzip");
        Fails(folder.File("SPY.csv.gz", ""), "header");
        Fails(Path.Combine(folder.Root, "AAPL.csv"), "no such file");
        Fails(folder.File("spy daily.csv", OneTime), "ticker");
        Directory.CreateDirectory(Path.Combine(folder.Root, "DIR.csv"));
        Fails(Path.Combine(folder.Root, "DIR.csv"), "cannot be read");

        static void Fails(string path, string words)
        {
            var error = Assert.Throws<DataFileException>(() => BarFile.Read(path));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_bar_lengths_are_read_when_named()
    {
        var path = folder.File("IBM.csv", OneTime + "2024-01-02T14:30:05Z,1,1,1,1,1\n2024-01-02T14:30:10.000Z,1,1,1,1,1\n");
        Assert.Equal(2, BarFile.Read(path, barLength: Duration.FromSeconds(5)).Count);
        Assert.Throws<DataFileException>(() => BarFile.Read(path));
    }

    [Fact]
    public void Numbers_with_many_digits_round_to_the_nearest_double()
    {
        var path = folder.File("IBM.csv", OneTime + "2024-01-02T14:30:00Z,0.30000000000000004,167.430000000000007,0.1,0.1,1234567890123456789\n");
        var bars = BarFile.Read(path);
        Assert.Equal((0.1 + 0.2, 167.43, 1234567890123456789d), (bars.Open[0], bars.High[0], bars.Volume[0]));
    }
}
