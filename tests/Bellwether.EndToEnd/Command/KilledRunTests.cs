using System.Globalization;
using System.Text.Json;
using Bellwether.Core;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary>A run at a gateway of another process that is killed, and the run that goes on from its journal.</summary>
public sealed class KilledRunTests
{
    [Fact]
    public async Task A_run_that_is_killed_is_gone_on_with_its_stop_stays_its_own_and_a_fill_meanwhile_is_not_lost()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like", "--symbols", "AAPL,MSFT");
        var port = await gateway.PortAsync();
        var bracket = await EarlierBracket.PlaceAsync(port, Path.Combine(folder.Path, "books"));

        await using (var first = BellwetherProcess.Start(folder.Path, Run(folder, port)))
        {
            // The bracket of the run before is known by its numbers, and confirmed by the broker: it protects all that is held.
            var desk = await RunningDesk.UntilAsync(first, d => IsConnected(d) && Orders(d).Count(o => o.GetProperty("isLive").GetBoolean() && o.GetProperty("isConfirmed").GetBoolean()) == 2);
            var position = Assert.Single(desk.GetProperty("positions").EnumerateArray(), p => p.GetProperty("quantity").GetDecimal() != 0);
            Assert.Equal(("AAPL", 10m, 10m), (position.GetProperty("symbol").GetString(), position.GetProperty("quantity").GetDecimal(), position.GetProperty("protected").GetDecimal()));
            Assert.Equal(bracket.StopPrice, position.GetProperty("stop").GetDecimal());
            Assert.Equal([1, 2, 3], Orders(desk).Select(o => o.GetProperty("number").GetInt64()).Order());
            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        await bracket.ExecuteTargetAsync(port);

        await using var second = BellwetherProcess.Start(folder.Path, Run(folder, port));
        await RunningDesk.UntilAsync(second, d => IsConnected(d) && d.GetProperty("positions").EnumerateArray().All(p => p.GetProperty("quantity").GetDecimal() == 0)
            && Orders(d).All(o => !o.GetProperty("isLive").GetBoolean()));
        await second.SignalAsync("TERM");
        var ended = await second.EndAsync();

        var orders = ended.Json.GetProperty("orders");
        // Entry and target are filled, the stop went with its group; nothing was sent anew.
        Assert.Equal((3, 2, 1, 0), (orders.GetProperty("submitted").GetInt32(), orders.GetProperty("filled").GetInt32(), orders.GetProperty("cancelled").GetInt32(), orders.GetProperty("rejected").GetInt32()));
        Assert.Equal(2, ended.Json.GetProperty("executions").GetInt32());
        var books = await bracket.AtTheBrokerAsync(port);
        Assert.Equal((0m, 0, 2), (books.Position, books.OpenOrders, books.Executions));

        // Three segments, one nonce; nothing of it was taken for somebody else's.
        var shown = await BellwetherProcess.RunAsync(folder.Path, "journal", "show", "books", "--format", "json");
        Assert.Equal(0, shown.ExitCode);
        Assert.DoesNotContain(shown.Output, l => l.Contains("not ours", StringComparison.Ordinal) || l.Contains("second instance", StringComparison.Ordinal));
        Assert.Equal(2, shown.Output.Count(l => l.Contains("\"RestoredEnd\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_journal_of_another_client_id_is_not_gone_on_with()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like", "--symbols", "AAPL,MSFT");
        var port = await gateway.PortAsync();
        await EarlierBracket.PlaceAsync(port, Path.Combine(folder.Path, "books"));

        var run = await BellwetherProcess.RunAsync(folder.Path, [.. Run(folder, port), "--set", "gateway.clientId=8"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is of gateway.clientId 7, this run has 8", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_that_is_still_held_cannot_be_left_out()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like", "--symbols", "AAPL,MSFT");
        var port = await gateway.PortAsync();
        await EarlierBracket.PlaceAsync(port, Path.Combine(folder.Path, "books"));

        var run = await BellwetherProcess.RunAsync(folder.Path, [.. Run(folder, port), "--symbols", "MSFT"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the journal holds shares or living orders in AAPL", run.ErrorText, StringComparison.Ordinal);
    }

    static List<JsonElement> Orders(JsonElement desk) => [.. desk.GetProperty("orders").EnumerateArray()];

    static bool IsConnected(JsonElement desk) => desk.GetProperty("connection").GetProperty("brokerDetail").GetString() == "connected";

    static string[] Run(ScratchFolder folder, int port)
    {
        var file = folder.File("external.yaml", $$"""
            gateway: { mode: external, host: 127.0.0.1, port: {{port.ToString(CultureInfo.InvariantCulture)}}, account: DU1234567, clientId: 7 }
            symbols: [AAPL, MSFT]
            predictions: { mode: none }
            strategy:
              name: never-in
              entry: { long: close < 0 }
            risk: { sizing: { shares: 1 } }
            """);
        return ["run", "--config", file, "--dashboard-port", "0", "--journal", "books", "--format", "json"];
    }
}
