using Bellwether.Commands;

namespace Bellwether.Tests.Configuration;

public sealed class DataBarsCommandTests
{
    static async Task<(int Code, string[] Lines, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["data", "bars", .. arguments], output, error);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }

    static string Minutes => TestData.Shared("data/equity/minute_trade/IBM.csv.gz");

    [Fact]
    public async Task Prints_the_bars_of_a_range_of_New_York_dates()
    {
        var (code, lines, error) = await Run("--input", Minutes, "--bar", "1d", "--from", "2013-10-07", "--to", "2013-10-09", "--format", "csv");
        Assert.Equal((0, ""), (code, error));
        // Prices and volumes of IBM_daily.csv.
        Assert.Equal("symbol,time_utc,open,high,low,close,volume,vwap,trades,source", lines[0]);
        Assert.Matches(@"^IBM,2013-10-07T13:30:00Z,182,183\.3,181\.85,182\.01,3905041,182\.514048920\d+,,imported$", lines[1]);
        Assert.StartsWith("IBM,2013-10-08T13:30:00Z,", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task The_range_is_half_open_and_takes_instants()
    {
        var (_, lines, _) = await Run("--input", Minutes, "--bar", "30m", "--from", "2013-10-07T13:30:00Z", "--to", "2013-10-07T14:30:00Z");
        Assert.Equal(["2013-10-07T13:30:00Z", "2013-10-07T14:00:00Z"], lines.Skip(1).Select(l => l.Split(',')[1]));
    }

    [Fact]
    public async Task Bars_of_a_second_make_the_minutes_that_their_vendor_has()
    {
        string[] range = ["--symbols", "IBM", "--bar", "1m", "--from", "2013-10-07", "--to", "2013-10-08"];
        var (code, ofSeconds, error) = await Run(["--input", TestData.Shared("data/equity/second_trade/IBM_20131007.csv.gz"), .. range]);
        Assert.Equal((0, ""), (code, error));
        var (_, ofMinutes, _) = await Run(["--input", Minutes, .. range]);
        // Open, high, low and close: volumes of seconds leave out what those of minutes have, and the auctions of the first and the last minute are in no second.
        Assert.Equal(391, ofSeconds.Length);
        Assert.Equal(ofMinutes[2..^1].Select(l => string.Join(',', l.Split(',')[..6])), ofSeconds[2..^1].Select(l => string.Join(',', l.Split(',')[..6])));
    }

    [Fact]
    public async Task A_row_off_the_grid_of_its_file_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(path, ["timestamp,open,high,low,close,volume", .. new[] { "30:00", "30:05", "30:12", "30:15", "30:20" }.Select(t => $"2025-03-03T14:{t}Z,1,1,1,1,1")], TestContext.Current.CancellationToken);
        try
        {
            var (code, lines, error) = await Run("--input", path, "--symbols", "XYZ", "--bar", "1m");
            Assert.Equal(1, code);
            Assert.Empty(lines);
            Assert.Contains(":4: timestamp \"2025-03-03T14:30:12Z\": expected a bar's open on a whole multiple of 5 seconds", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("5s")]
    [InlineData("90s")]
    public async Task Minutes_are_not_passed_off_as_bars_that_they_cannot_make(string bar)
    {
        var (code, lines, error) = await Run("--input", Minutes, "--bar", bar, "--from", "2013-10-07", "--to", "2013-10-08");
        Assert.Equal(1, code);
        Assert.Empty(lines);
        Assert.Contains($"bar {bar}: cannot be made of bars of 1m", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_without_a_trade_stay_missing_unless_they_are_filled_which_they_say()
    {
        // Nothing traded at 12:39 New York time.
        string[] call = ["--input", Minutes, "--bar", "1m", "--from", "2013-10-04T16:38:00Z", "--to", "2013-10-04T16:41:00Z"];
        var (_, missing, _) = await Run(call);
        Assert.Equal(["2013-10-04T16:38:00Z", "2013-10-04T16:40:00Z"], missing.Skip(1).Select(l => l.Split(',')[1]));
        var (code, filled, _) = await Run([.. call, "--fill-forward"]);
        var close = missing[1].Split(',')[5];
        Assert.Equal((0, $"IBM,2013-10-04T16:39:00Z,{close},{close},{close},{close},0,,,filled"), (code, filled[2]));
        Assert.Equal(missing, filled.Where((_, i) => i != 2));
        // Nothing is made up over night.
        (_, filled, _) = await Run("--input", Minutes, "--bar", "1h", "--fill-forward");
        Assert.Equal(1 + (4 * 7), filled.Length);
        Assert.DoesNotContain(filled, line => line.EndsWith("filled", StringComparison.Ordinal));
        Assert.Equal(2, (await Run("--input", Minutes, "--bar", "1d", "--fill-forward")).Code);
    }

    [Fact]
    public async Task Trades_are_known_by_their_header_and_counted()
    {
        var file = TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz");
        var (code, lines, _) = await Run("--input", file, "--symbols", "IBM", "--bar", "1m", "--format", "json");
        Assert.Equal(0, code);
        Assert.Contains("\"volume\":174353", lines[0]);
        Assert.Contains("\"trades\":235", lines[0]);
        Assert.Equal(1, (await Run("--input", file, "--bar", "1m")).Code);
    }

    [Theory]
    [InlineData("--bar", "5m")]
    [InlineData("--input", "a.csv", "--bar", "5x")]
    [InlineData("--input", "a.csv", "--bar", "5m", "--session", "night")]
    [InlineData("--input", "a.csv", "--bar", "5m", "--from", "yesterday")]
    [InlineData("--input", "a.csv", "--bar", "5m", "--from", "2013-10-08", "--to", "2013-10-07")]
    [InlineData("--input", "a.csv", "--bar", "5m", "--from", "2013-10-07", "--to", "2013-10-07")]
    [InlineData("--input", "a.csv", "--bar", "5m", "--symbols", "A,B")]
    public async Task Wrong_usage_prints_nothing_and_says_why(params string[] arguments)
    {
        var (code, lines, error) = await Run(arguments);
        Assert.Equal((2, 0), (code, lines.Length));
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task What_was_imported_is_aggregated_out_of_the_store_with_its_source()
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-data-").FullName;
        try
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            string[] import = ["data", "import", Minutes, TestData.Shared("data/equity/minute_trade/SPY.csv.gz"), "--data-dir", folder];
            Assert.Equal(0, await CommandLine.RunAsync(import, output, error));
            Assert.Contains("IBM, 1711 bars added, 0 were there", output.ToString());
            Assert.Equal(0, await CommandLine.RunAsync(import, output, error));
            Assert.Contains("SPY, 0 bars added, 3180 were there", output.ToString());

            string[] range = ["--bar", "1h", "--from", "2013-10-07", "--to", "2013-10-09"];
            var (code, lines, _) = await Run(["--symbols", "IBM,SPY", "--data-dir", folder, .. range]);
            var (_, direct, _) = await Run(["--input", Minutes, .. range]);
            Assert.Equal(0, code);
            Assert.Equal(direct, lines[..direct.Length]);
            Assert.All(lines[direct.Length..], line => Assert.StartsWith("SPY,", line));
            Assert.Equal(14, lines.Length - direct.Length);

            using var coverage = new StringWriter();
            Assert.Equal(0, await CommandLine.RunAsync(["data", "coverage", "--data-dir", folder, "--symbols", "IBM"], coverage, error));
            // 4 sessions of 390 minutes, one of which (2013-10-04 12:39) has no bar.
            Assert.StartsWith(
                "symbol,bar,source,session,first_utc,last_utc,bars,held,expected,sessions,complete,partial,missing\nIBM,1m,imported,rth,2013-10-04T12:28:00Z,2013-10-09T23:31:00Z,1711,1559,1560,4,3,1,0\n",
                coverage.ToString());

            var (missing, nothing, why) = await Run(["--symbols", "IBM,MSFT", "--data-dir", folder, .. range]);
            Assert.Equal((1, 0), (missing, nothing.Length));
            Assert.Contains("holds no bars of MSFT", why);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_file_is_a_failure()
    {
        var (code, lines, error) = await Run("--input", "absent.csv", "--bar", "5m", "--symbols", "A");
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains("absent.csv: there is no such file", error);
    }

    [Fact]
    public async Task Bars_of_trades_are_not_made_up_from_minutes()
    {
        var (code, lines, error) = await Run("--input", Minutes, "--bar", "tick:200");
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains("bar tick:200: bars do not say how many trades they are made of", error);
    }

    [Theory]
    [InlineData("range:0.2", "bar range:0.2: bars do not say in which order their prices came")]
    [InlineData("volume-imbalance:ewma:200", "bar volume-imbalance:ewma:200: bars do not say which of their trades were buys")]
    public async Task Nor_are_bars_that_need_to_know_each_trade(string bar, string problem)
    {
        var (code, _, error) = await Run("--input", Minutes, "--bar", bar);
        Assert.Equal(1, code);
        Assert.Contains(problem, error);
        (code, _, error) = await Run("--symbols", "IBM", "--bar", bar, "--fetch", "--from", "2024-01-02");
        Assert.Equal(2, code);
        Assert.Contains("--fetch brings minutes. " + problem, error);
    }
}
