using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Tests.MarketData;

/// <summary>Against bars that another program made of the same real data: everything exact, average prices to 1e-12.</summary>
public sealed class AggregationGoldenTests
{
    static BarColumns Minutes() => BarFile.Read(TestData.Shared("data/equity/minute_trade/IBM.csv.gz"));

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static long Time(string text) => EngineTime.From(InstantPattern.ExtendedIso.Parse(text).Value);

    static List<string[]> Rows(string file) => [.. File.ReadLines(TestData.Shared("data/aggregation/" + file)).Skip(1).Select(line => line.Split(','))];

    /// <summary>All trades of the day but those that the tape marked as doubtful.</summary>
    static TradeColumns Trades()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz")), CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Where(r => r[5] == "0" && Number(r[2]) > 0).ToList();
        return new TradeColumns("IBM", [.. rows.Select(r => Time(r[0]))], [.. rows.Select(r => Number(r[1]))], [.. rows.Select(r => Number(r[2]))]);
    }

    static void Same(string[] row, int at, in AggregatedBar bar) =>
        Assert.Equal((Number(row[at]), Number(row[at + 1]), Number(row[at + 2]), Number(row[at + 3]), Number(row[at + 4])), (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));

    static void Near(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");

    [Theory]
    [InlineData("IBM_5min.csv", "5m", SessionHours.Regular)]
    [InlineData("IBM_15min.csv", "15m", SessionHours.Regular)]
    [InlineData("IBM_30min.csv", "30m", SessionHours.Regular)]
    [InlineData("IBM_60min.csv", "1h", SessionHours.Regular)]
    [InlineData("IBM_60min_extended.csv", "60m", SessionHours.Extended)]
    public void Bars_of_minutes_are_those_of_the_reference(string file, string spec, SessionHours hours)
    {
        var rows = Rows(file);
        var bars = Aggregation.OfBars(Minutes(), Spec(spec), hours);
        Assert.Equal(rows.Select(r => Time(r[0])), bars.Select(b => b.Time));
        Assert.All(rows.Zip(bars), pair => Same(pair.First, 2, pair.Second));
        Assert.All(bars, b => Assert.Equal(-1, b.Trades));
    }

    [Fact]
    public void Daily_bars_are_those_of_the_reference()
    {
        var rows = Rows("IBM_daily.csv");
        var bars = Aggregation.OfBars(Minutes(), BarSpec.Daily, SessionHours.Regular);
        Assert.Equal(rows.Select(r => ExchangeCalendar.NewYork.SessionOn(LocalDatePattern.Iso.Parse(r[0]).Value)!.OpenNanoseconds), bars.Select(b => b.Time));
        Assert.All(rows.Zip(bars), pair =>
        {
            Same(pair.First, 1, pair.Second);
            Near(Number(pair.First[7]), pair.Second.Vwap);
        });
    }

    [Fact]
    public void Minutes_of_trades_are_those_of_the_reference()
    {
        var rows = Rows("IBM_20131007_tick_to_1min.csv");
        var bars = Aggregation.OfTrades(Trades(), BarSpec.OneMinute, SessionHours.Regular);
        Assert.Equal(rows.Select(r => Time(r[0])), bars.Select(b => b.Time));
        Assert.All(rows.Zip(bars), pair =>
        {
            Same(pair.First, 2, pair.Second);
            Assert.Equal(Number(pair.First[7]), pair.Second.Trades);
            Near(Number(pair.First[8]), pair.Second.Vwap);
        });
    }

    [Theory]
    [InlineData("IBM_20131007_tick_200.csv", "tick:200")]
    [InlineData("IBM_20131007_volume_20000.csv", "volume:20000")]
    [InlineData("IBM_20131007_dollar_4000000.csv", "dollar:4000000")]
    public void Bars_that_end_by_what_trades_are_those_of_the_reference(string file, string spec)
    {
        var rows = Rows(file);
        var bars = Aggregation.OfTrades(Trades(), Spec(spec), SessionHours.Regular);
        Assert.Equal(rows.Select(r => Time(r[1])), bars.Select(b => b.Time));
        Assert.All(rows.Zip(bars), pair =>
        {
            Same(pair.First, 3, pair.Second);
            Assert.Equal(Number(pair.First[9]), pair.Second.Trades);
            Near(Number(pair.First[10]), pair.Second.Vwap);
            Assert.Equal(pair.First[11] == "1", pair.Second.IsComplete);
        });
    }

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);
}
