using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Tests.MarketData;

/// <summary>Twenty years of real splits and dividends against prices that another program adjusted.</summary>
public sealed class AdjustmentGoldenTests
{
    static List<string[]> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.Shared("data/equity/" + file)), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static BarColumns Daily(string symbol)
    {
        var rows = Rows($"daily/{symbol}.csv.gz");
        return new BarColumns(symbol, [.. rows.Select(r => ExchangeCalendar.NewYork.SessionOn(LocalDatePattern.Iso.Parse(r[0]).Value)!.OpenNanoseconds)],
            [.. rows.Select(r => Number(r[1]))], [.. rows.Select(r => Number(r[2]))], [.. rows.Select(r => Number(r[3]))], [.. rows.Select(r => Number(r[4]))], [.. rows.Select(r => Number(r[5]))]);
    }

    static string Date(long time) => LocalDatePattern.Iso.Format(ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time)));

    static IReadOnlyList<CorporateAction> Actions(string file) => ActionFile.Read(TestData.Shared("data/equity/" + file));

    [Theory]
    [InlineData("AAPL", "factors", 1e-12)]
    [InlineData("SPY", "factors", 1e-12)]
    [InlineData("IBM", "factors", 1e-12)]
    [InlineData("BAC", "factors", 1e-12)]
    [InlineData("IWM", "factors", 1e-12)]
    [InlineData("QQQ", "factors", 1e-12)]
    // Values of this list have six decimals: a split of 6.9999972 is good to 1e-7, a dividend of 0.0500004 of 20 dollars to 1e-8, and forty of them add up.
    [InlineData("AAPL", "corporate_actions", 2e-6)]
    [InlineData("SPY", "corporate_actions", 2e-6)]
    [InlineData("IBM", "corporate_actions", 2e-6)]
    public void Adjusted_days_are_those_of_the_reference(string symbol, string folder, double tolerance)
    {
        CorporateAction[] actions = [.. Actions($"{folder}/{symbol}.csv"), .. Actions($"ticker_map/{symbol}.csv")];
        var adjusted = AdjustedBars.Of(Daily(symbol), actions, new AdjustmentQuery(PriceAdjustment.Total));
        var expected = Rows($"daily_adjusted/{symbol}.csv.gz");
        Assert.Equal(expected.Count, adjusted.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var row = expected[i];
            Assert.Equal(row[0], Date(adjusted.Time[i]));
            double[] given = [adjusted.Open[i], adjusted.High[i], adjusted.Low[i], adjusted.Close[i], adjusted.Volume[i]];
            for (var column = 0; column < 5; column++)
                Assert.True(Math.Abs((given[column] / Number(row[5 + column])) - 1) <= tolerance || given[column] == Number(row[5 + column]), $"{row[0]} column {column}: expected {row[5 + column]}, got {given[column]:R}");
        }
    }

    [Fact]
    public void Split_adjusted_days_have_no_jump_where_the_shares_were_split()
    {
        var raw = Daily("AAPL");
        var adjusted = AdjustedBars.Of(raw, Actions("corporate_actions/AAPL.csv"), new AdjustmentQuery(PriceAdjustment.Split));
        var day = raw.RowAtOrAfter(ExchangeCalendar.NewYork.SessionOn(new(2014, 6, 9))!.OpenNanoseconds);
        // 645.57 / 7 = 92.2243, and 93.70 the day after: 1.6 %, where the raw series falls by 85.5 %.
        Assert.Equal(0.0160, (adjusted.Close[day] / adjusted.Close[day - 1]) - 1, 1e-4);
        Assert.Equal(-0.8549, (raw.Close[day] / raw.Close[day - 1]) - 1, 1e-4);
        // As of 2015 the later 4 for 1 is not known: 93.70 stays.
        var then = AdjustedBars.Of(raw, Actions("corporate_actions/AAPL.csv"), new AdjustmentQuery(PriceAdjustment.Split, new(2015, 1, 1)));
        Assert.Equal(93.70, then.Close[day]);
        Assert.Equal(93.70 / 4, adjusted.Close[day], 1e-9);
    }

    [Fact]
    public void Factors_and_the_list_of_actions_tell_the_same_actions()
    {
        foreach (var symbol in new[] { "AAPL", "BAC", "IBM", "IWM", "QQQ", "SPY", "TWX" })
        {
            var (listed, worked) = (Actions($"corporate_actions/{symbol}.csv"), Actions($"factors/{symbol}.csv"));
            Assert.Equal(listed.Select(a => (a.Date, a.Kind)).Order(), worked.Select(a => (a.Date, a.Kind)).Order());
            foreach (var (a, b) in listed.OrderBy(a => (a.Date, a.Kind)).Zip(worked.OrderBy(a => (a.Date, a.Kind)))) Assert.Equal(a.Value, b.Value, 2e-6 * Math.Max(1, a.Value));
        }
    }
}
