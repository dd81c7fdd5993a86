using System.Globalization;
using System.Text.Json;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary><c>data download</c> from a gateway of another process.</summary>
public sealed class DownloadTests
{
    /// <summary>The weeks of half a year have sessions for 27 requests a symbol.</summary>
    static readonly string[] HalfAYear = ["--symbols", "AAPL,SPY", "--from", "2024-07-01", "--to", "2025-01-01"];

    static Task<BellwetherProcess.Ended> DownloadAsync(string folder, int port, params string[] rest) =>
        BellwetherProcess.RunAsync(folder, ["data", "download", "--port", $"{port}", "--data-dir", "store", "--format", "json", .. rest]);

    static JsonElement[] Results(BellwetherProcess.Ended ended) => [.. ended.Output.Select(l => JsonDocument.Parse(l).RootElement)];

    static BarRows Held(string folder, string symbol)
    {
        using var store = BarStore.Open(Path.Combine(folder, "store"));
        return store.Read(symbol, BarSpec.OneMinute, long.MinValue / 2, long.MaxValue);
    }

    /// <summary>Every minute of the exchange's sessions.</summary>
    static long[] Minutes(LocalDate from, LocalDate to) =>
        [.. ExchangeCalendar.NewYork.Sessions(from, to).SelectMany(s => Enumerable.Range(0, (int)((s.CloseNanoseconds - s.OpenNanoseconds) / EngineTime.Minute)).Select(i => s.OpenNanoseconds + (i * EngineTime.Minute)))];

    [Fact]
    public async Task Bars_come_once_and_a_second_call_asks_nothing()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1", "--symbols", "AAPL,SPY");
        var port = await gateway.PortAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "list"), "SPY # the market\n\nAAPL\n", TestContext.Current.CancellationToken);

        var first = await DownloadAsync(folder.Path, port, "--symbols-file", "list", "--from", "2024-11-25", "--to", "2024-12-07");
        Assert.True(first.ExitCode == 0, first.ErrorText);
        Assert.Equal([("SPY", "complete", 3_330), ("AAPL", "complete", 3_330)], Results(first).Select(r => (r.GetProperty("symbol").GetString()!, r.GetProperty("status").GetString()!, r.GetProperty("added").GetInt32())));
        Assert.Contains(first.Errors, l => l.StartsWith("4 of 4 requests (100 %), 6,660 bars", StringComparison.Ordinal));
        Assert.Equal(Minutes(new(2024, 11, 25), new(2024, 12, 6)), Held(folder.Path, "AAPL").Time);

        var second = await DownloadAsync(folder.Path, port, "--symbols-file", "list", "--from", "2024-11-25", "--to", "2024-12-07");
        Assert.Equal(0, second.ExitCode);
        Assert.All(Results(second), r => Assert.Equal((0, 0), (r.GetProperty("requests").GetInt32(), r.GetProperty("added").GetInt32())));

        var bars = await BellwetherProcess.RunAsync(folder.Path, "data", "bars", "--data-dir", "store", "--symbols", "AAPL", "--bar", "1d", "--from", "2024-11-25", "--to", "2024-12-07");
        Assert.Equal(10, bars.Output.Count);
        Assert.All(bars.Output.Skip(1), l => Assert.EndsWith(",backfilled", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_symbol_that_the_broker_does_not_know_is_told_and_the_others_come()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1", "--symbols", "AAPL");
        var ended = await DownloadAsync(folder.Path, await gateway.PortAsync(), "--symbols", "ZZZZQ,AAPL", "--from", "2024-12-02", "--to", "2024-12-03");
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["failed", "complete"], Results(ended).Select(r => r.GetProperty("status").GetString()));
        Assert.Contains("ZZZZQ", ended.ErrorText, StringComparison.Ordinal);
        Assert.Equal(390, Held(folder.Path, "AAPL").Count);
    }

    /// <summary>Troubles that pass: dropped connections, a restart, a history farm that is away, the link behind the gateway, slow answers.</summary>
    [Theory]
    [InlineData("drop: { afterMessages: 12, outage: 1s, times: 3 }")]
    [InlineData("restart: { at: +3s, outage: 3s }")]
    [InlineData("farm: { of: history, at: +0s, lasts: 4s }")]
    [InlineData("connectivity: { at: +2s, lasts: 4s, dataLost: true }")]
    [InlineData("slowAnswers: { delay: 2s, probability: 0.3 }")]
    public async Task A_trouble_of_the_gateway_that_passes_costs_time_and_no_bar(string fault)
    {
        using var folder = new ScratchFolder();
        var script = folder.File("faults.yaml", $"faults:\n  - {fault}\n");
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1", "--symbols", "AAPL,SPY", "--faults", script);
        var ended = await DownloadAsync(folder.Path, await gateway.PortAsync(), "--symbols", "AAPL,SPY", "--from", "2024-10-01", "--to", "2025-01-01");
        Assert.True(ended.ExitCode == 0, ended.ErrorText);
        var minutes = Minutes(new(2024, 10, 1), new(2024, 12, 31));
        foreach (var symbol in new[] { "AAPL", "SPY" }) Assert.Equal(minutes, Held(folder.Path, symbol).Time);
        Assert.Contains($"2 symbols: 2 complete, 0 not; {2 * minutes.Length:N0} bars added".Replace(".", ",", StringComparison.Ordinal), ended.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_permitted_is_told_once_with_what_to_do_and_what_lies_before_history_is_no_failure()
    {
        using var folder = new ScratchFolder();
        var script = folder.File("faults.yaml", "faults:\n  - permission: { kind: none, symbols: [MSFT] }\n");
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1", "--symbols", "AAPL,MSFT", "--faults", script);
        var port = await gateway.PortAsync();
        var ended = await DownloadAsync(folder.Path, port, "--symbols", "MSFT,AAPL", "--from", "2024-11-01", "--to", "2024-12-01");
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["failed", "complete"], Results(ended).Select(r => r.GetProperty("status").GetString()));
        Assert.Equal("MSFT: Historical Market Data Service error message:No market data permissions for NASDAQ STK. Subscribe to these data for the account, or leave the symbol out", Results(ended)[0].GetProperty("problem").GetString());
        Assert.Contains("2 symbols: 1 complete, 1 not (MSFT)", ended.ErrorText, StringComparison.Ordinal);

        var early = await DownloadAsync(folder.Path, port, "--symbols", "AAPL", "--from", "2015-02-20", "--to", "2015-02-26");
        Assert.Equal(0, early.ExitCode);
        Assert.Equal(2 * 390, Results(early)[0].GetProperty("added").GetInt32());
        Assert.Contains("AAPL: the broker's history begins on 2015-02-24; 2 sessions before it are not asked for", early.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_past_of_the_simulated_gateway_does_not_depend_on_what_is_asked_and_longer_bars_are_made_of_what_came()
    {
        using var folder = new ScratchFolder();
        Task<BellwetherProcess.Ended> SimulatedAsync(string store, params string[] rest) => BellwetherProcess.RunAsync(folder.Path, ["data", "download", "--gateway", "simulated", "--symbols", "AAPL", "--format", "json", "--data-dir", store, .. rest]);
        var hours = await SimulatedAsync("one", "--from", "2025-06-02", "--to", "2025-06-04", "--bar", "1h");
        Assert.True(hours.ExitCode == 0, hours.ErrorText);
        Assert.Equal("30m", Results(hours)[0].GetProperty("bar").GetString());
        Assert.Contains("1h bars are made of 30m bars", hours.ErrorText, StringComparison.Ordinal);
        // Weeks later: the market starts on another day, in a process of its own.
        Assert.Equal(0, (await SimulatedAsync("two", "--from", "2025-06-02", "--to", "2025-07-30", "--bar", "1m")).ExitCode);
        string[][] printed = [.. await Task.WhenAll(new[] { "one", "two" }.Select(async store =>
            (await BellwetherProcess.RunAsync(folder.Path, "data", "bars", "--symbols", "AAPL", "--bar", "1h", "--from", "2025-06-02", "--to", "2025-06-04", "--data-dir", store)).Output.Select(l => string.Join(',', l.Split(',').Where((_, i) => i != 7))).ToArray()))];
        Assert.Equal(1 + 14, printed[0].Length);
        Assert.Equal("AAPL,2025-06-02T13:30:00Z", string.Join(',', printed[0][1].Split(',')[..2]));
        Assert.Equal(printed[0], printed[1]);
    }

    [Fact]
    public async Task A_download_that_is_killed_goes_on_where_it_was()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1", "--symbols", "AAPL,SPY");
        var port = await gateway.PortAsync();
        var answered = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            await using var download = BellwetherProcess.Start(folder.Path, ["data", "download", "--port", $"{port}", "--data-dir", "store", .. HalfAYear]);
            // Lines come at each tenth of what is left.
            var line = await download.ErrorAsync(kill == 0 ? "(1" : "(2");
            await download.SignalAsync("KILL");
            answered += int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
        }
        var rest = await DownloadAsync(folder.Path, port, HalfAYear);
        Assert.True(rest.ExitCode == 0, rest.ErrorText);
        // What was told to be done was not asked again.
        Assert.InRange(Results(rest).Sum(r => r.GetProperty("requests").GetInt32()), 1, (2 * 27) - answered);
        foreach (var symbol in new[] { "AAPL", "SPY" }) Assert.Equal(Minutes(new(2024, 7, 1), new(2024, 12, 31)), Held(folder.Path, symbol).Time);
    }

    [Fact]
    public async Task A_signal_ends_a_download_in_good_order()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1", "--symbols", "AAPL,SPY");
        var port = await gateway.PortAsync();
        await using var download = BellwetherProcess.Start(folder.Path, ["data", "download", "--port", $"{port}", "--data-dir", "store", "--format", "json", .. HalfAYear]);
        await download.ErrorAsync("(1");
        await download.SignalAsync("TERM");
        var ended = await download.EndAsync();
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("goes on from there", ended.ErrorText, StringComparison.Ordinal);
        var results = Results(ended);
        var rest = Results(await DownloadAsync(folder.Path, port, HalfAYear));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("partial", results[i].GetProperty("status").GetString());
            Assert.Equal(results[i].GetProperty("requests").GetInt32() - results[i].GetProperty("answered").GetInt32(), rest[i].GetProperty("requests").GetInt32());
        }
        Assert.Equal(results.Concat(rest).Sum(r => r.GetProperty("added").GetInt32()), Held(folder.Path, "AAPL").Count + Held(folder.Path, "SPY").Count);
    }

    [Fact]
    public async Task A_simulated_gateway_needs_no_other_process()
    {
        using var folder = new ScratchFolder();
        var ended = await BellwetherProcess.RunAsync(folder.Path, "data", "download", "--gateway", "simulated", "--symbols", "AAPL,MSFT", "--from", "2024-12-02", "--to", "2024-12-04", "--bar", "5m", "--session", "rth");
        Assert.True(ended.ExitCode == 0, ended.ErrorText);
        Assert.Equal(["symbol,bar,session,status,requests,answered,added,unchanged,revised,empty_sessions,problem", "AAPL,5m,rth,complete,1,1,156,0,0,0,", "MSFT,5m,rth,complete,1,1,156,0,0,0,"], ended.Output);
    }

    [Fact]
    public async Task Bars_that_are_missing_are_fetched_and_printed_with_their_source()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "AAPL.csv"), "timestamp,open,high,low,close,volume\n2024-12-02T14:30:00Z,10,12,9,11,500\n", TestContext.Current.CancellationToken);
        var import = await BellwetherProcess.RunAsync(folder.Path, "data", "import", "AAPL.csv");
        Assert.True(import.ExitCode == 0, import.ErrorText);
        string[] bars = ["data", "bars", "--symbols", "AAPL", "--from", "2024-12-02", "--to", "2024-12-03", "--bar"];
        var minutes = await BellwetherProcess.RunAsync(folder.Path, [.. bars, "1m", "--fetch", "--gateway", "simulated"]);
        Assert.True(minutes.ExitCode == 0, minutes.ErrorText);
        Assert.Equal(1 + 390, minutes.Output.Count);
        Assert.Equal("AAPL,2024-12-02T14:30:00Z,10,12,9,11,500,10.666666666666666,,imported", minutes.Output[1]);
        Assert.All(minutes.Output.Skip(2), l => Assert.EndsWith(",backfilled", l, StringComparison.Ordinal));
        var day = await BellwetherProcess.RunAsync(folder.Path, [.. bars, "1d"]);
        Assert.EndsWith(",backfilled+imported", day.Output[1], StringComparison.Ordinal);
        var wrong = await BellwetherProcess.RunAsync(folder.Path, "data", "bars", "--symbols", "AAPL", "--bar", "1d", "--fetch");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--from", wrong.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--symbols A --from 2024-12-02 --to 2024-12-01", 2, "is not before")]
    [InlineData("--symbols A --from 2024-12-02 --bar tick:100", 2, "they take trades")]
    [InlineData("--symbols A --from 2024-12-02 --bar 5s --session all", 2, "regular hours only")]
    [InlineData("--from 2024-12-02", 2, "--symbols")]
    [InlineData("--symbols A --from 2024-12-02 --gateway simulated --port 4002", 2, "leave one of them out")]
    [InlineData("--symbols-file nowhere --from 2024-12-02", 1, "nowhere")]
    [InlineData("--symbols A --from 1990-01-02 --to 1990-02-01 --gateway simulated", 1, "calendar")]
    public async Task Wrong_usage_is_explained(string arguments, int exitCode, string said)
    {
        using var folder = new ScratchFolder();
        var ended = await BellwetherProcess.RunAsync(folder.Path, ["data", "download", .. arguments.Split(' ')]);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains(said, ended.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_gateway_the_port_is_named()
    {
        using var folder = new ScratchFolder();
        var port = LoopbackPort.Free();
        var ended = await DownloadAsync(folder.Path, port, "--symbols", "A", "--from", "2024-12-02", "--to", "2024-12-03");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"{port}", ended.ErrorText, StringComparison.Ordinal);
    }
}
