using System.Net;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Running;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary>A run that trades through a gateway of another process: reached, not reached, and logged in to the wrong account.</summary>
public sealed class ExternalGatewayTests
{
    [Fact]
    public async Task A_gateway_that_cannot_be_reached_is_tried_again_until_the_run_ends()
    {
        using var folder = new ScratchFolder();
        var port = LoopbackPort.Free();
        var run = await BellwetherProcess.RunAsync(folder.Path, Run(folder, port, "--duration", "4s"));

        Assert.True(run.ExitCode == 0, run.ErrorText);
        Assert.Contains(run.Errors, l => l.Contains($"127.0.0.1:{port}", StringComparison.Ordinal) || l.Contains($"127.0.0.1 port {port}", StringComparison.Ordinal));
        Assert.True(run.Errors.Count(l => l.Contains("next try in", StringComparison.Ordinal)) >= 2, run.ErrorText);
        var summary = run.Json;
        Assert.Equal(0, summary.GetProperty("orders").GetProperty("submitted").GetInt32());
        Assert.False(summary.GetProperty("deterministic").GetBoolean());
    }

    [Fact]
    public async Task A_gateway_that_comes_up_later_is_found()
    {
        using var folder = new ScratchFolder();
        var port = LoopbackPort.Free();
        await using var run = BellwetherProcess.Start(folder.Path, Run(folder, port));
        await run.ErrorAsync("next try in");
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", $"{port}", "--speed", "1");
        await gateway.PortAsync();

        await RunningDesk.UntilAsync(run, desk => desk.GetProperty("connection").GetProperty("brokerDetail").GetString() == "connected");

        await run.SignalAsync("TERM");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Without_arm_a_run_watches_and_sends_no_order()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1");
        var run = await BellwetherProcess.RunAsync(folder.Path, Run(folder, await gateway.PortAsync(), "--duration", "6s"));

        Assert.True(run.ExitCode == 0, run.ErrorText);
        Assert.Contains("disarmed", run.ErrorText, StringComparison.Ordinal);
        Assert.Equal(0, run.Json.GetProperty("orders").GetProperty("submitted").GetInt32());
        Assert.DoesNotContain("next try in", run.ErrorText, StringComparison.Ordinal);

        // The journal lies in the account's own folder, so that a restart goes on in it.
        var shown = await BellwetherProcess.RunAsync(folder.Path, "journal", "show", Path.Combine("journal", "DU1234567"), "--format", "json");
        Assert.Contains(shown.Output, l => l.Contains("\"Reconciled with the broker\"", StringComparison.Ordinal));
        Assert.DoesNotContain(shown.Output, l => l.Contains("\"OrderCreated\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_with_another_account_ends_the_run()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1");
        var run = await BellwetherProcess.RunAsync(folder.Path, [.. Run(folder, await gateway.PortAsync()), "--set", "gateway.account=DU7654321"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("gateway.account: DU7654321 is not an account of this gateway", run.Errors[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("DU1234567", run.Errors[^1], StringComparison.Ordinal); // Whose account it is stays with the gateway.
    }

    [Fact]
    public async Task A_gateway_that_is_logged_in_to_a_live_account_ends_the_run()
    {
        using var folder = new ScratchFolder();
        var market = VenueFactory.Synthetic(InstrumentTable.UsEquities(["AAPL", "MSFT"]), 1, new LocalDate(2025, 3, 3));
        var options = new GatewayOptions { Accounts = ["U1234567"], LockstepClients = 0, Speed = 1 };
        using var ending = new CancellationTokenSource();
        await using var gateway = GatewayServer.Listen(new GatewayCore(market, options), options);
        var serving = gateway.RunAsync(ending.Token);

        var run = await BellwetherProcess.RunAsync(folder.Path, Run(folder, ((IPEndPoint)gateway.Endpoint).Port, "--arm"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("gateway.account: DU1234567 is not an account of this gateway", run.Errors[^1], StringComparison.Ordinal);
        await ending.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_symbol_that_the_broker_does_not_know_ends_the_run()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1");
        var run = await BellwetherProcess.RunAsync(folder.Path, Run(folder, await gateway.PortAsync(), "--symbols", "AAPL,ZZZZZ"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ZZZZZ", run.ErrorText, StringComparison.Ordinal);
        Assert.Contains("\"symbols\"", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_id_that_is_in_use_ends_the_run()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1");
        var port = await gateway.PortAsync();
        await using var first = BellwetherProcess.Start(folder.Path, Run(folder, port));
        await RunningDesk.UntilAsync(first, desk => desk.GetProperty("connection").GetProperty("brokerDetail").GetString() == "connected");

        var second = await BellwetherProcess.RunAsync(folder.Path, Run(folder, port, "--journal", "other"));

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("client id 7 is in use", second.ErrorText, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        await first.SignalAsync("TERM");
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
    }

    static string[] Run(ScratchFolder folder, int port, params string[] more)
    {
        var file = folder.File("external.yaml", $$"""
            gateway: { mode: external, host: 127.0.0.1, port: {{port}}, account: DU1234567 }
            symbols: [AAPL, MSFT]
            predictions: { mode: none }
            strategy:
              name: always-in
              entry: { long: close > 0 }
            risk: { sizing: { shares: 1 } }
            """);
        return ["run", "--config", file, "--dashboard-port", "0", "--format", "json", .. more];
    }
}
