using Bellwether.Commands;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Configuration;

public sealed class DataQualityCommandTests : IDisposable
{
    const string Header = "symbol,time_utc,rule,severity,value,expected";

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string[] Lines, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["data", .. arguments], output, error);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }

    /// <summary>What is found in a file of the data folder: time and rule.</summary>
    static async Task<(int Code, string[] Found)> Look(string file, params string[] more)
    {
        var (code, lines, _) = await Run(["quality", "--symbols", "X", "--input", TestData.Shared("data/equity/" + file), .. more]);
        Assert.Equal(Header, lines[0]);
        return (code, [.. lines[1..].Select(l => l.Split(',')).Select(f => $"{f[1]} {f[2]}")]);
    }

    [Theory]
    [InlineData("minute_trade/SPY.csv.gz")]
    [InlineData("minute_trade/BAC.csv.gz")]
    [InlineData("minute_other/SPY_202012.csv.gz")]
    [InlineData("second_trade/SPY_20131007.csv.gz")]
    [InlineData("tick_trade/IBM_20131008.csv.gz")]
    [InlineData("tick_trade/BAC_20131007.csv.gz")]
    public async Task Sound_real_data_give_no_finding(string file)
    {
        var (code, found) = await Look(file);
        Assert.Empty(found);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Minutes_in_which_nothing_traded_are_warnings()
    {
        var (code, found) = await Look("minute_trade/IBM.csv.gz");
        Assert.Equal((0, "2013-10-04T16:39:00Z gap"), (code, Assert.Single(found)));
        (code, found) = await Look("minute_trade/TWX.csv.gz");
        Assert.Equal(["2014-06-06T15:43:00Z gap", "2014-06-06T17:37:00Z gap", "2014-06-06T18:32:00Z gap"], found);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task The_bar_that_mixes_both_scales_of_a_split_is_found_with_its_reason()
    {
        var (code, lines, _) = await Run("quality", "--input", TestData.Shared("data/equity/minute_trade/AAPL.csv.gz"));
        Assert.Equal(1, code);
        Assert.Equal("AAPL,2014-06-09T08:00:00Z,outlier,error,open 645.57 high 645.57 low 92.23 close 92.42,prices of one scale: this bar has those before and those after a split of 7:1; correct or remove it", Assert.Single(lines[1..]));
        // It is wrong on the ex-date itself: adjusting the days before it does not mend it, and shows which of its prices are of the old scale.
        (_, lines, _) = await Run("quality", "--input", TestData.Shared("data/equity/minute_trade/AAPL.csv.gz"), "--adjust", "split", "--as-of", "2014-07-01", "--actions", TestData.Shared("data/equity/corporate_actions/AAPL.csv"));
        Assert.StartsWith("AAPL,2014-06-09T08:00:00Z,outlier,error,open 645.57,", Assert.Single(lines[1..]));
        Assert.EndsWith("it is off by a split of 1:7", lines[1]);
    }

    [Fact]
    public async Task Splits_are_jumps_of_the_days_as_traded_and_none_once_adjusted_for()
    {
        // Misprints of the vendor: the stock traded at 185, 243 and 326 dollars on those days.
        string[] misprints = ["2009-09-21T13:30:00Z outlier", "2010-08-31T13:30:00Z outlier", "2011-01-03T14:30:00Z outlier"];
        string[] splits = ["2000-06-21T13:30:00Z jump", "2005-02-28T14:30:00Z jump", "2014-06-09T13:30:00Z jump", "2020-08-31T13:30:00Z jump"];
        const string Fall = "2000-09-29T13:30:00Z jump"; // By 51.6 %, on news.
        var (code, found) = await Look("daily/AAPL.csv.gz");
        Assert.Equal((string[])[.. ((string[])[.. misprints, .. splits, Fall]).Order(StringComparer.Ordinal)], found);
        Assert.Equal(1, code);
        (_, found) = await Look("daily/AAPL.csv.gz", "--adjust", "split", "--actions", TestData.Shared("data/equity/corporate_actions/AAPL.csv"));
        Assert.Equal([Fall, .. misprints], found);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_told_with_line_and_column_and_the_rest_is_looked_over()
    {
        var path = folder.File("X.csv",
            "timestamp,open,high,low,close,volume\n2013-10-07T09:30:00-04:00,10,10,10,10,1\nnonsense\n2013-10-07T09:31:00-04:00,10,x,10,10,1\n7 October,10,10,10,10,1\n2013-10-07T09:32:00-04:00,10,10,11,10,-1\n");
        var (code, lines, error) = await Run("quality", "--input", path, "--to", "2013-10-07T13:33:00Z", "--format", "json");
        Assert.Equal(1, code);
        var found = lines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement).Select(f => (f.GetProperty("rule").GetString(), f.GetProperty("value").GetString())).ToList();
        Assert.Equal(
            [
                ("unreadable", "line 3: nonsense"), ("unreadable", "line 4 high: x"), ("unreadable", "line 5 timestamp: 7 October"), ("gap", "1 1m bar missing to 2013-10-07T13:32:00Z"),
                ("ohlc", "open 10 high 10 low 11 close 10"), ("volume", "-1"),
            ], found);
        Assert.Contains("X: 2 bars of 1m, 5 errors, 1 warnings", error);
    }

    [Fact]
    public async Task Sources_of_the_store_that_disagree_are_told_and_gaps_of_the_range()
    {
        var data = Path.Combine(folder.Root, "data");
        using (var store = BarStore.OpenForWriting(data))
        {
            var first = Bellwether.Core.ExchangeCalendar.NewYork.SessionOn(new(2013, 10, 7))!.OpenNanoseconds;
            BarColumns Minutes(double close, double volume) => new("X",
                [.. Enumerable.Range(0, 390).Select(i => first + (i * Bellwether.Core.EngineTime.Minute))], [.. Enumerable.Repeat(10.0, 390)], [.. Enumerable.Repeat(10.3, 390)],
                [.. Enumerable.Repeat(9.9, 390)], [.. Enumerable.Range(0, 390).Select(i => i == 5 ? close : 10.0)], [.. Enumerable.Range(0, 390).Select(i => i == 7 ? volume : 100)]);
            store.Write("X", BarSpec.OneMinute, BarSource.Imported, BarRows.Of(Minutes(10, 100), BarSource.Imported));
            store.Write("X", BarSpec.OneMinute, BarSource.Live, BarRows.Of(Minutes(10.2, 90), BarSource.Live));
        }
        string[] range = ["quality", "--symbols", "X", "--data-dir", data, "--from", "2013-10-07"];
        var (code, lines, _) = await Run([.. range, "--to", "2013-10-08"]);
        Assert.Equal(1, code);
        Assert.Equal(
            [
                "X,2013-10-07T13:35:00Z,disagreement,error,live: open 10 high 10.3 low 9.9 close 10.2 volume 100,as imported: open 10 high 10.3 low 9.9 close 10 volume 100",
                "X,2013-10-07T13:37:00Z,disagreement,warning,live: open 10 high 10.3 low 9.9 close 10 volume 90,as imported: open 10 high 10.3 low 9.9 close 10 volume 100",
            ], lines[1..]);
        (_, lines, _) = await Run([.. range, "--to", "2013-10-10"]);
        Assert.Equal("X,2013-10-08T13:30:00Z,missing-session,error,2 sessions missing to 2013-10-09,a row in every session", lines[^1]);
        Assert.Contains("holds no bars of Y", (await Run("quality", "--symbols", "Y", "--data-dir", data)).Error);
    }

    [Theory]
    [InlineData("quality")]
    [InlineData("quality", "--input", "a.csv", "--symbols", "A,B")]
    [InlineData("quality", "--symbols", "A", "--from", "2013-10-08", "--to", "2013-10-08")]
    [InlineData("quality", "--symbols", "A", "--bar", "tick:5")]
    public async Task Wrong_usage_prints_nothing_and_says_why(params string[] arguments)
    {
        var (code, lines, error) = await Run(arguments);
        Assert.Equal((2, 0), (code, lines.Length));
        Assert.NotEqual("", error);
    }
}
