namespace Bellwether.EndToEnd;

/// <summary>What a person may get wrong when starting a run: each is one clear message, no stack trace, and the exit code of its kind.</summary>
public sealed class BadInputTests
{
    const string Bars = "timestamp,open,high,low,close,volume\n2013-10-07T13:30:00Z,10,10.1,9.9,10,100\n2013-10-07T13:31:00Z,10,10.1,9.9,10,100\n";

    [Theory]
    [InlineData("--duration", "0s")]
    [InlineData("--duration", "soon")]
    [InlineData("--date", "7.10.2013")]
    [InlineData("--symbols", "no ticker")]
    [InlineData("--seed", "x")]
    [InlineData("--market", "real")]
    [InlineData("--dashboard-port", "70000")]
    [InlineData("--set", "dashboard.port")]
    [InlineData("--wat", "x")]
    public async Task A_command_line_that_is_not_understood_is_wrong_usage(string option, string value)
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(option, run.ErrorText, StringComparison.Ordinal);
        Assert.Equal("Try 'bellwether run --help'.", run.Errors[^1]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path)); // Nothing was begun.
    }

    [Fact]
    public async Task An_unknown_command_is_wrong_usage()
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "trade");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("trade", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_yaml_is_shown_with_file_and_line()
    {
        using var folder = new ScratchFolder();
        folder.File("mine.yaml", "symbols: [AAPL]\nmarket:\n  kind: synthetic\n   seed: 1\n");
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "mine.yaml");

        Fails(run);
        Assert.Matches(@"^mine\.yaml:4:", run.Errors[0]);
    }

    [Fact]
    public async Task Every_mistake_of_a_configuration_is_shown_with_its_line()
    {
        using var folder = new ScratchFolder();
        folder.File("mine.yaml", "symbols: [AAPL]\nmarket:\n  sped: 60\ndashboard:\n  port: 99999\nrisk: { sizing: { shares: many } }\nstrategy:\n  name: mine\n  entry: { long: close >> 0 }\n");
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "mine.yaml");

        Fails(run);
        Assert.Equal(["mine.yaml:3", "mine.yaml:5", "mine.yaml:6", "mine.yaml:9"], run.Errors.Select(e => string.Join(':', e.Split(':')[..2])));
    }

    [Fact]
    public async Task A_configuration_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "nowhere.yaml");

        Fails(run);
        Assert.StartsWith("nowhere.yaml: there is no such file", run.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_account_is_refused_before_anything_begins()
    {
        using var folder = new ScratchFolder();
        folder.File("mine.yaml", "gateway:\n  mode: external\n  account: U1234567\nsymbols: [AAPL]\npredictions: { mode: none }\n");
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "mine.yaml", "--arm");

        Fails(run);
        Assert.Contains(run.Errors, e => e.StartsWith("mine.yaml:3:", StringComparison.Ordinal) && e.Contains("live account", StringComparison.Ordinal));
        Assert.Equal([folder.At("mine.yaml")], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_data_folder_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();
        var run = await ReplayAsync(folder, "nowhere", "AAA");

        Fails(run);
        Assert.Contains("nowhere: there is no such file or folder", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_without_a_file_is_named_with_those_that_have_one()
    {
        using var folder = new ScratchFolder();
        folder.File("bars/AAA.csv", Bars);
        var run = await ReplayAsync(folder, "bars", "AAA,XYZ");

        Fails(run);
        Assert.Contains("no file XYZ.csv or XYZ.csv.gz; there are AAA", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_row_is_shown_with_file_and_line()
    {
        using var folder = new ScratchFolder();
        folder.File("bars/AAA.csv", Bars + "2013-10-07T13:32:00Z,10,9,11,10,100\n");
        var run = await ReplayAsync(folder, "bars", "AAA");

        Fails(run);
        Assert.Contains($"{Path.Combine("bars", "AAA.csv")}:4", run.ErrorText, StringComparison.Ordinal);
        Assert.Contains("high not below low", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_short_in_its_last_row_is_shown_with_file_and_line()
    {
        using var folder = new ScratchFolder();
        folder.File("bars/AAA.csv", Bars + "2013-10-07T13:32:00Z,10,10");
        var run = await ReplayAsync(folder, "bars", "AAA");

        Fails(run);
        Assert.Contains($"{Path.Combine("bars", "AAA.csv")}:4", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_bars_is_said_so()
    {
        using var folder = new ScratchFolder();
        folder.File("bars/AAA.csv", Bars);
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--market", "replay", "--data", "bars", "--date", "2013-10-08", "--symbols", "AAA", "--headless", "--dashboard-port", "0");

        Fails(run);
        Assert.Contains("no bars on 2013-10-08", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_on_which_the_exchange_is_closed_is_said_so()
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--date", "2025-07-04", "--headless", "--dashboard-port", "0");

        Fails(run);
        Assert.Contains("2025-07-04", run.ErrorText, StringComparison.Ordinal);
        Assert.Contains("2025-07-07", run.ErrorText, StringComparison.Ordinal); // The next session: the Monday after.
    }

    [Fact]
    public async Task A_journal_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "journal", "show", "nowhere");

        Fails(run);
        Assert.Contains("nowhere", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_folder_belongs_to_one_run_at_a_time()
    {
        using var folder = new ScratchFolder();
        await using var first = BellwetherProcess.Start(folder.Path, "run", "--dashboard-port", "0", "--journal", "here");
        await first.ErrorAsync("Ctrl-C ends the run");

        var second = await BellwetherProcess.RunAsync(folder.Path, "run", "--dashboard-port", "0", "--journal", "here", "--headless");

        Fails(second);
        var line = Assert.Single(second.Errors);
        Assert.Contains("here", line, StringComparison.Ordinal);
        Assert.Contains("in use", line, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        await first.SignalAsync("TERM");
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
    }

    static Task<BellwetherProcess.Ended> ReplayAsync(ScratchFolder folder, string data, string symbols) => BellwetherProcess.RunAsync(folder.Path,
        "run", "--market", "replay", "--data", data, "--date", "2013-10-07", "--symbols", symbols, "--speed", "0", "--headless", "--dashboard-port", "0");

    static void Fails(BellwetherProcess.Ended run)
    {
        Assert.True(run.ExitCode == 1, $"exit code {run.ExitCode}\n{run.ErrorText}");
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain(run.Errors, line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Unhandled exception", StringComparison.Ordinal));
    }
}
