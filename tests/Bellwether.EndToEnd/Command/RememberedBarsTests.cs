using System.Globalization;
using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>A run at a gateway of another process that is killed, and the run after it, which asks for less history.</summary>
public sealed class RememberedBarsTests
{
    [Fact]
    public async Task The_run_after_a_killed_one_asks_only_for_the_minutes_since()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like", "--symbols", "AAPL,MSFT");
        var port = await gateway.PortAsync();
        await KilledAfterWarmUpAsync(folder, port, "first.tsv");
        Assert.Equal(["2 D", "2 D"], await AskedAsync(folder, "first.tsv"));

        await using (var second = BellwetherProcess.Start(folder.Path, Run(folder, port, "second.tsv")))
        {
            await second.ErrorAsync("what the earlier run knew of the bars of 2 symbols is taken up");
            await RunningDesk.UntilAsync(second, IsConnected);
            await second.SignalAsync("TERM");
            Assert.Equal(0, (await second.EndAsync()).ExitCode);
        }
        // Out of the exchange's hours nothing is missing, and nothing is asked for.
        Assert.All(await AskedAsync(folder, "second.tsv"), asked => Assert.InRange(int.Parse(asked.Replace(" S", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), 120, 900));
    }

    [Fact]
    public async Task A_file_that_is_torn_or_of_other_rules_is_refused_with_a_sentence_and_history_is_asked_for_as_at_first()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like", "--symbols", "AAPL,MSFT");
        var port = await gateway.PortAsync();
        await KilledAfterWarmUpAsync(folder, port, "first.tsv");
        var file = Path.Combine(folder.Path, "books", "memory.checkpoint");
        var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        await EndsAfterWarmUpAsync("torn.tsv", "memory.checkpoint is not used, and the indicators are warmed up from history: the checkpoint of indicators is damaged", "close < 0");
        await EndsAfterWarmUpAsync("other.tsv", "is of other symbols or of other definitions", "close < rsi(7) - 100");

        async Task EndsAfterWarmUpAsync(string capture, string sentence, string rule)
        {
            await using var run = BellwetherProcess.Start(folder.Path, Run(folder, port, capture, rule));
            await run.ErrorAsync(sentence);
            await RunningDesk.UntilAsync(run, IsConnected);
            await run.SignalAsync("TERM");
            Assert.Equal(0, (await run.EndAsync()).ExitCode);
            Assert.Equal(["2 D", "2 D"], await AskedAsync(folder, capture));
        }
    }

    /// <summary>A run that is killed when its warm-up is over and what it learnt is on the disk.</summary>
    static async Task KilledAfterWarmUpAsync(ScratchFolder folder, int port, string capture)
    {
        await using var run = BellwetherProcess.Start(folder.Path, Run(folder, port, capture));
        await RunningDesk.UntilAsync(run, desk => IsConnected(desk) && File.Exists(Path.Combine(folder.Path, "books", "memory.checkpoint")));
        await run.SignalAsync("KILL");
        await run.EndAsync();
    }

    /// <summary>How far back the gateway was asked for history, question by question.</summary>
    static async Task<string[]> AskedAsync(ScratchFolder folder, string capture)
    {
        var told = await BellwetherProcess.RunAsync(folder.Path, "ib", "replay", capture, "--format", "json");
        return [.. told.Output.Select(line => JsonDocument.Parse(line).RootElement).Where(m => m.GetProperty("message").GetString() == "reqHistoricalData")
            .Select(m => m.GetProperty("fields").GetProperty("durationStr").GetString()!)];
    }

    static bool IsConnected(JsonElement desk) => desk.GetProperty("connection").GetProperty("brokerDetail").GetString() == "connected";

    static string[] Run(ScratchFolder folder, int port, string capture, string rule = "close < 0")
    {
        var file = folder.File("external.yaml", $$"""
            gateway: { mode: external, host: 127.0.0.1, port: {{port.ToString(CultureInfo.InvariantCulture)}}, account: DU1234567, clientId: 7 }
            symbols: [AAPL, MSFT]
            predictions: { mode: none }
            strategy:
              name: never-in
              indicators: { average: sma(20), strength: rsi(14) }
              entry: { long: {{rule}} }
            risk: { sizing: { shares: 1 } }
            """);
        return ["run", "--config", file, "--dashboard-port", "0", "--journal", "books", "--format", "json", "--capture", Path.Combine(folder.Path, capture)];
    }
}
