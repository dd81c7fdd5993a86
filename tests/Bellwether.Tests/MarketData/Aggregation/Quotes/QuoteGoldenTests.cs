using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Tests.MarketData;

/// <summary>Bars of real quotes beside those that their vendor made of the same quotes.</summary>
public sealed class QuoteGoldenTests
{
    static IReadOnlyList<QuoteBar> Made(string quotes, BarSpec spec) =>
        QuoteAggregation.OfQuotes(QuoteFile.Read(TestData.Shared("data/equity/tick_quote/" + quotes), quotes[..3]), spec, SessionHours.Extended);

    static List<(long Time, QuoteSide Bid, QuoteSide Ask)> Vendor(string file, string date)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.Shared("data/equity/" + file)), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Where(row => row[1].StartsWith(date, StringComparison.Ordinal))
            .Select(row => (EngineTime.From(InstantPattern.ExtendedIso.Parse(row[0]).Value), Side(row, 2), Side(row, 7)))];
    }

    /// <summary>The vendor's day has a row at 20:00, when ours has ended.</summary>
    static bool BeforeEight((long Time, QuoteSide Bid, QuoteSide Ask) row) => EngineTime.ToInstant(row.Time).InZone(ExchangeCalendar.NewYork.Zone).Hour < 20;

    static QuoteSide Side(string[] row, int at) => row[at].Length == 0 ? QuoteSide.Absent : new QuoteSide(Number(row[at]), Number(row[at + 1]), Number(row[at + 2]), Number(row[at + 3]), Number(row[at + 4]));

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("IBM_20131007.csv.gz", "minute_quote/IBM.csv.gz", "2013-10-07", 553)]
    [InlineData("BAC_20131007.csv.gz", "minute_quote/BAC.csv.gz", "2013-10-07", 640)]
    public void Minutes_are_those_of_the_vendor(string quotes, string minutes, string date, int count)
    {
        var vendor = Vendor(minutes, date).FindAll(BeforeEight);
        Assert.Equal(count, vendor.Count);
        Assert.Equal(vendor, Made(quotes, BarSpec.OneMinute).Select(b => (b.Time, b.Bid, b.Ask)));
    }

    [Fact]
    public void Minutes_of_a_second_day_are_those_of_the_vendor_but_for_one_after_the_close()
    {
        var vendor = Vendor("minute_quote/IBM.csv.gz", "2013-10-08").FindAll(BeforeEight);
        var made = Made("IBM_20131008.csv.gz", BarSpec.OneMinute).Select(b => (b.Time, b.Bid, b.Ask)).ToList();
        // The vendor has no bar of 16:05, though there are quotes in it; the next one, of 16:07, then opens at another price.
        Assert.Equal(["2013-10-08T20:07:00Z"], vendor.Except(made).Select(b => Text(b.Time)));
        Assert.Equal(["2013-10-08T20:05:00Z", "2013-10-08T20:07:00Z"], made.Except(vendor).Select(b => Text(b.Time)));
    }

    [Fact]
    public void Seconds_are_those_of_the_vendor_but_for_three()
    {
        var made = Made("IBM_20131007.csv.gz", BarSpec.OfTime(EngineTime.Second)).ToDictionary(b => b.Time);
        var vendor = Vendor("second_quote/IBM_20131007.csv.gz", "2013-10-07").FindAll(BeforeEight);
        Assert.Equal(11_675, vendor.Count);
        // In these three the vendor had a quote in the second beside it; its own minutes show no trace of that.
        Assert.Equal(["2013-10-07T14:46:32Z", "2013-10-07T14:46:33Z", "2013-10-07T20:05:40Z"],
            vendor.Where(v => (made[v.Time].Bid, made[v.Time].Ask) != (v.Bid, v.Ask)).Select(v => Text(v.Time)));
    }

    [Theory]
    [InlineData("IBM")]
    [InlineData("SPY")]
    public void Five_minutes_of_the_vendors_minutes_are_those_of_its_seconds_in_nearly_every_case(string symbol)
    {
        var finer = QuoteFile.ReadBars(TestData.Shared($"data/equity/second_quote/{symbol}_20131007.csv.gz"), symbol);
        var minutes = QuoteFile.ReadBars(TestData.Shared($"data/equity/minute_quote/{symbol}.csv.gz"), symbol);
        var five = BarSpec.OfTime(5 * EngineTime.Minute);
        var ofSeconds = QuoteAggregation.OfBars(finer, five, SessionHours.Regular);
        var ofMinutes = QuoteAggregation.OfBars(minutes, five, SessionHours.Regular).ToDictionary(b => b.Time);
        Assert.Equal(78, ofSeconds.Count);
        Assert.True(ofSeconds.Count(b => b.Bid == ofMinutes[b.Time].Bid && b.Ask == ofMinutes[b.Time].Ask) >= 76);
    }

    [Fact]
    public void The_spread_of_a_liquid_stock_is_a_few_cents()
    {
        var half = BarSpec.OfTime(30 * EngineTime.Minute);
        var bars = QuoteAggregation.OfQuotes(QuoteFile.Read(TestData.Shared("data/equity/tick_quote/IBM_20131007.csv.gz"), "IBM"), half, SessionHours.Regular);
        Assert.Equal(13, bars.Count);
        Assert.All(bars, b => Assert.InRange(b.SpreadMean, 0.01, 0.12));
        Assert.All(bars, b => Assert.True(b.SpreadLow >= 0 && b.SpreadLow <= b.SpreadMean && b.SpreadMean <= b.SpreadHigh && b.Mid.Low <= b.Mid.Open && b.Mid.High >= b.Mid.Close));
    }
}
