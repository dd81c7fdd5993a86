using System.IO.Compression;
using System.Text;

namespace Bellwether.EndToEnd;

/// <summary>What a person or a file may get wrong when asking for bars: nothing on standard output, one clear message, no stack trace, and the exit code of its kind.</summary>
public sealed class DataBarsBadInputTests
{
    const string Bars = "timestamp,open,high,low,close,volume\n2013-10-07T13:30:00Z,10,10.1,9.9,10,100\n2013-10-07T13:31:00Z,10,10.1,9.9,10,100\n";
    const string Trades = "time_utc,price,size\n2013-10-07T13:30:00Z,10,100\n";
    const string Quotes = "time_utc,bid_price,bid_size,ask_price,ask_size\n2013-10-07T13:30:00Z,10,100,10.1,100\n";

    static async Task<BellwetherProcess.Ended> Fails(int exitCode, ScratchFolder folder, params string[] arguments)
    {
        var run = await BellwetherProcess.RunAsync(folder.Path, ["data", .. arguments]);
        Assert.True(run.ExitCode == exitCode, $"exit code {run.ExitCode}\n{run.ErrorText}");
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain(run.Errors, line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Unhandled exception", StringComparison.Ordinal));
        return run;
    }

    [Theory]
    [InlineData("--bar \"7x\"", "--input", "AAA.csv", "--bar", "7x")]
    [InlineData("--bar \"25h\"", "--input", "AAA.csv", "--bar", "25h")]
    [InlineData("--bar \"tick:0\"", "--input", "AAA.csv", "--bar", "tick:0")]
    [InlineData("--to 2013-10-07T04:00:00Z", "--input", "AAA.csv", "--bar", "1m", "--from", "2013-10-08", "--to", "2013-10-07")]
    [InlineData("the range is empty", "--input", "AAA.csv", "--bar", "1m", "--from", "2013-10-07T13:30:00Z", "--to", "2013-10-07T13:30:00Z")]
    [InlineData("--from \"2013-02-30\"", "--input", "AAA.csv", "--bar", "1m", "--from", "2013-02-30")]
    [InlineData("--from \"2013-10-07T13:30:00\"", "--input", "AAA.csv", "--bar", "1m", "--from", "2013-10-07T13:30:00")]
    [InlineData("--session", "--input", "AAA.csv", "--bar", "1m", "--session", "night")]
    [InlineData("--adjust", "--input", "AAA.csv", "--bar", "1m", "--adjust", "dividends")]
    [InlineData("--quote", "--input", "AAA.csv", "--bar", "1m", "--quote", "last")]
    [InlineData("one file holds one symbol", "--input", "AAA.csv", "--bar", "1m", "--symbols", "AAA,BBB")]
    [InlineData("--symbols", "--bar", "1m")]
    [InlineData("--bar", "--input", "AAA.csv")]
    public async Task A_command_line_that_makes_no_sense_is_wrong_usage(string said, params string[] arguments)
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        // Only one of the two is quoted as it was given.
        var run = await Fails(2, folder, ["bars", .. arguments]);
        Assert.Contains(said.Replace("--bar \"", "bar \"", StringComparison.Ordinal), run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_that_the_store_does_not_have_is_named()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, "data", "import", "AAA.csv")).ExitCode);
        Assert.Contains("holds no bars of XYZ", (await Fails(1, folder, "bars", "--symbols", "AAA,XYZ", "--bar", "1m")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("holds no bars of XYZ", (await Fails(1, folder, "quality", "--symbols", "XYZ")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("holds no bars of XYZ", (await Fails(1, folder, "bars", "--symbols", "XYZ", "--bar", "1m", "--data-dir", "nowhere")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_that_lies_in_the_future_has_no_bars()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        Assert.Contains("lies in the future", (await Fails(1, folder, "bars", "--input", "AAA.csv", "--bar", "1m", "--from", "2200-01-01")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_of_the_past_without_bars_is_no_failure_and_said_so()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        var run = await BellwetherProcess.RunAsync(folder.Path, "data", "bars", "--input", "AAA.csv", "--bar", "1m", "--from", "2012-01-01", "--to", "2012-02-01");
        Assert.Equal((0, "symbol,time_utc,open,high,low,close,volume,vwap,trades,source"), (run.ExitCode, Assert.Single(run.Output)));
        Assert.Contains("no bars in the range", run.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAA.csv", Bars + "2013-10-07T13:32:00Z,10,9,11,10,100\n", "AAA.csv:4: high")]
    [InlineData("AAA.csv", Bars + "2013-10-07T13:32:00Z,ten,11,9,10,100\n", "AAA.csv:4: open \"ten\"")]
    [InlineData("AAA.csv", Bars + "2013-10-07T13:32:00Z,10,11,9,10,-1\n", "AAA.csv:4: volume \"-1\"")]
    [InlineData("AAA.csv", Bars + "2013-10-07T13:31:00Z,10,11,9,10,1\n", "AAA.csv:4: timestamp")]
    [InlineData("AAA.csv", Bars + "2013-10-07T13:32:00Z,10,11", "AAA.csv:4: high")]
    [InlineData("AAA.csv", Trades + "2013-10-07T13:30:01Z,0,100\n", "AAA.csv:3: price \"0\"")]
    [InlineData("AAA.csv", Quotes + "2013-10-07T13:29:01Z,10,100,,\n", "AAA.csv:3: time_utc")]
    [InlineData("AAA.csv", Quotes + "2013-10-07T13:31:01Z,10,many,,\n", "AAA.csv:3: bid_size \"many\"")]
    [InlineData("AAA.csv", "time,price\n1,2\n", "AAA.csv:1: \"time,price\"")]
    [InlineData("AAA.csv", "", "AAA.csv:1:")]
    public async Task A_broken_row_is_named_with_file_line_and_column(string file, string text, string said)
    {
        using var folder = new ScratchFolder();
        folder.File(file, text);
        Assert.Contains(said, (await Fails(1, folder, "bars", "--input", file, "--bar", "1m")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_that_was_cut_off_is_not_taken_for_a_short_one()
    {
        using var folder = new ScratchFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Bars + Bars));
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "AAA.csv.gz"), packed.ToArray()[..^9], TestContext.Current.CancellationToken);
        Assert.Contains("AAA.csv.gz: cannot be unpacked", (await Fails(1, folder, "bars", "--input", "AAA.csv.gz", "--bar", "1m")).ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAA.csv", Bars, "tick:5", "bars do not say how many trades they are made of")]
    [InlineData("AAA.csv", Quotes, "volume:500", "volume:500 needs a file of trades")]
    [InlineData("trades-of-a-day.csv", Trades, "1m", "name it with --symbols")]
    public async Task A_bar_that_the_file_does_not_give_is_refused(string file, string text, string bar, string said)
    {
        using var folder = new ScratchFolder();
        folder.File(file, text);
        Assert.Contains(said, (await Fails(1, folder, "bars", "--input", file, "--bar", bar)).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_on_a_day_that_the_calendar_does_not_know_is_refused()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", "timestamp,open,high,low,close,volume\n1985-10-07T13:30:00Z,10,10.1,9.9,10,100\n");
        Assert.Contains("1985-10-07", (await Fails(1, folder, "bars", "--input", "AAA.csv", "--bar", "1m")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adjustment_without_actions_and_broken_actions_are_refused()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        folder.File("actions.csv", "date,kind,value\n2013-10-08,split,zero\n");
        folder.File("dividend.csv", "date,kind,value\n2013-10-07,dividend,1\n");
        Assert.Contains("holds no corporate actions of AAA", (await Fails(1, folder, "bars", "--input", "AAA.csv", "--bar", "1m", "--adjust", "split")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("actions.csv:2: value \"zero\"", (await Fails(1, folder, "bars", "--input", "AAA.csv", "--bar", "1m", "--adjust", "split", "--actions", "actions.csv")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("previous_close", (await Fails(1, folder, "bars", "--input", "AAA.csv", "--bar", "1m", "--adjust", "total", "--actions", "dividend.csv")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("actions.csv:2", (await Fails(1, folder, "actions", "import", "actions.csv", "--symbol", "AAA")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_looked_over_at_all_prints_nothing()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", "time,price\n1,2\n");
        folder.File("BBB.csv", "timestamp,open,high,low,close,volume\n1985-10-07T13:30:00Z,10,10.1,9.9,10,100\n");
        Assert.Contains("AAA.csv:1:", (await Fails(1, folder, "quality", "--input", "AAA.csv")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("AAA.csv:1:", (await Fails(1, folder, "sessions", "--input", "AAA.csv")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("1985-10-07", (await Fails(1, folder, "sessions", "--input", "BBB.csv")).ErrorText, StringComparison.Ordinal);
        Assert.Contains("holds no bars of AAA", (await Fails(1, folder, "sessions", "--symbols", "AAA")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_end_the_report_with_exit_code_1_and_sound_data_with_0()
    {
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        folder.File("BBB.csv", Bars + "2013-10-07T13:32:00Z,10,11,9,-10,100\n");
        string[] range = ["--from", "2013-10-07T13:30:00Z", "--to", "2013-10-07T13:32:00Z"];
        var sound = await BellwetherProcess.RunAsync(folder.Path, ["data", "quality", "--input", "AAA.csv", .. range]);
        Assert.Equal((0, "symbol,time_utc,rule,severity,value,expected"), (sound.ExitCode, Assert.Single(sound.Output)));
        var broken = await BellwetherProcess.RunAsync(folder.Path, "data", "quality", "--input", "BBB.csv", "--from", "2013-10-07T13:30:00Z", "--to", "2013-10-07T13:33:00Z");
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith("BBB,2013-10-07T13:32:00Z,price,error,", broken.Output[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_whose_clock_shows_another_zone_gives_the_same_bars()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("needs a shell that sets TZ");
        using var folder = new ScratchFolder();
        folder.File("AAA.csv", Bars);
        folder.File("DDD.csv", "date,open,high,low,close,volume\n2013-10-07,10,11,9,10,100\n");
        var seen = new HashSet<string>();
        foreach (var zone in new[] { "UTC", "Asia/Tokyo", "America/Los_Angeles" })
        {
            var all = "";
            foreach (var command in new[] { $"import AAA.csv DDD.csv --data-dir {zone.Split('/')[0]}", $"bars --symbols AAA,DDD --bar 1d --from 2013-10-07 --to 2013-10-08 --data-dir {zone.Split('/')[0]}", $"coverage --by session --data-dir {zone.Split('/')[0]}" })
            {
                await using var run = BellwetherProcess.Start("sh", folder.Path, ["-c", $"TZ={zone} exec dotnet \"$0\" data {command}", BellwetherProcess.Dll]);
                var ended = await run.EndAsync();
                Assert.True(ended.ExitCode == 0, ended.ErrorText);
                all += string.Join('\n', ended.Output) + "\n";
            }
            Assert.Contains("AAA,2013-10-07T13:30:00Z,10,10.1,9.9,10,200,", all, StringComparison.Ordinal);
            Assert.Contains("DDD,2013-10-07T13:30:00Z,10,11,9,10,100,", all, StringComparison.Ordinal);
            seen.Add(all);
        }
        Assert.Single(seen);
    }
}
