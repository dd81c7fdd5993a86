using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.EndToEnd.RealTime;
using Bellwether.Tests;

namespace Bellwether.EndToEnd.Samples;

/// <summary>The programs of samples/client, built from their one file and run against a simulated gateway of AAA and BBB.</summary>
public sealed class ClientSampleTests
{
    static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    [Fact]
    public async Task Quotes_come_until_it_is_interrupted()
    {
        await using var gateway = new LoopbackGateway();
        using var folder = new ScratchFolder();
        await using var program = await StartAsync(folder, "quotes", $"{gateway.Port}", "AAA", "BBB");

        Assert.Equal("account DU1234567", await program.OutputAsync("account"));
        foreach (var symbol in (string[])["AAA", "BBB"])
            await UntilAsync(program, lines => lines.Any(l => Regex.IsMatch(l, $@"^{symbol} +\d+\.\d\d +\d+\.\d\d  last +\d+\.\d\d  Live$")));

        await program.SignalAsync("INT");
        var ended = await program.EndAsync();
        Assert.Equal((0, "stopped", ""), (ended.ExitCode, ended.Output[^1], ended.ErrorText));
    }

    [Fact]
    public async Task History_of_many_symbols_is_one_table_and_an_unknown_symbol_is_said()
    {
        await using var gateway = new LoopbackGateway();
        using var folder = new ScratchFolder();
        await using var program = await StartAsync(folder, "history", $"{gateway.Port}", "2 D", "AAA", "BBB", "NOSUCHX");
        var ended = await program.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ErrorText);
        Assert.Equal("symbol,time_utc,open,high,low,close,volume", ended.Output[0]);
        Assert.Contains("NOSUCHX", ended.ErrorText, StringComparison.Ordinal);
        foreach (var symbol in (string[])["AAA", "BBB"])
        {
            var rows = ended.Output.Where(l => l.StartsWith(symbol + ",", StringComparison.Ordinal)).Select(l => l.Split(',')).ToList();
            // The whole session before, minute by minute.
            Assert.True(rows.Count >= 390, $"{rows.Count} rows of {symbol}");
            Assert.Equal(rows.Count, rows.Select(r => r[1]).Distinct().Count());
            Assert.All(rows, r => Assert.True(Number(r[4]) <= Math.Min(Number(r[2]), Number(r[5])) && Number(r[3]) >= Math.Max(Number(r[2]), Number(r[5])), string.Join(',', r)));
        }
    }

    [Fact]
    public async Task A_bracket_is_bought_and_sold_and_every_step_is_told()
    {
        await using var gateway = new LoopbackGateway();
        using var folder = new ScratchFolder();
        await using var program = await StartAsync(folder, "bracket", $"{gateway.Port}", "AAA");
        var ended = await program.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ErrorText + string.Join('\n', ended.Output));
        var trade = Regex.Match(string.Join('\n', ended.Output), @"^bought at (\d+\.\d\d), sold at (\d+\.\d\d)$", RegexOptions.Multiline);
        Assert.True(trade.Success, string.Join('\n', ended.Output));
        // Target and stop lie a thousandth away.
        Assert.InRange(Number(trade.Groups[2].Value) / Number(trade.Groups[1].Value), 0.99m, 1.01m);
        Assert.Contains(ended.Output, l => l.StartsWith("entry  BOT ", StringComparison.Ordinal));
        Assert.Contains(ended.Output, l => l.StartsWith("entry  commission ", StringComparison.Ordinal));
        Assert.Contains(ended.Output, l => Regex.IsMatch(l, "^(target|stop  ) SLD "));
    }

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Builds the file as a person's <c>dotnet run</c> does, and starts what came of it.</summary>
    static async Task<BellwetherProcess> StartAsync(ScratchFolder folder, string name, params string[] arguments)
    {
        var built = folder.At("built");
        await using (var build = BellwetherProcess.Start("dotnet", folder.Path, ["build", "--nologo", "-c", Configuration == "Debug" ? "Debug" : "Release", "-o", built, Path.Combine(TestData.Checkout, "samples", "client", name + ".cs")]))
        {
            var ended = await build.EndAsync();
            Assert.True(ended.ExitCode == 0, string.Join('\n', ended.Output));
            Assert.DoesNotContain(ended.Output, l => l.Contains("warning", StringComparison.OrdinalIgnoreCase) && !l.Contains("0 Warning", StringComparison.Ordinal));
        }
        return BellwetherProcess.Start("dotnet", folder.Path, [Path.Combine(built, name + ".dll"), .. arguments]);
    }

    static async Task UntilAsync(BellwetherProcess program, Func<IReadOnlyList<string>, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!condition(program.Output)) await poll.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"the program did not get there\n{string.Join('\n', program.Output)}\n{string.Join('\n', program.Errors)}");
        }
    }
}
