using System.ComponentModel;
using System.Diagnostics;
using Bellwether.Tests;

namespace Bellwether.EndToEnd;

/// <summary>An independent client of the TWS protocol, @stoqey/ib for Node.js, trades through <c>bellwether gateway</c> unchanged.</summary>
public sealed class StoqeyTests
{
    internal static readonly string Clients = Path.Combine(TestData.Checkout, "tests", "Bellwether.EndToEnd", "clients");

    [Fact]
    public async Task An_independent_client_trades_a_bracket_through_the_simulated_gateway()
    {
        NeedClients();
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "20");
        var port = await gateway.PortAsync();

        await using var client = BellwetherProcess.Start("node", folder.Path, [Path.Combine(Clients, "bracket.cjs"), "127.0.0.1", $"{port}"]);
        var seen = (await client.EndAsync()).Json;

        Assert.Equal("DU1234567", seen.GetProperty("accounts").GetString());
        Assert.Equal(265598, seen.GetProperty("contract").GetProperty("conId").GetInt32()); // Apple's number at Interactive Brokers.
        Assert.Equal(0.01, seen.GetProperty("contract").GetProperty("minTick").GetDouble());

        var orders = seen.GetProperty("orders");
        var parent = orders.GetProperty("parent");
        Assert.Equal(("BUY", "MKT", 0), Terms(parent));
        Assert.Equal(100, parent.GetProperty("filled").GetInt32());
        Assert.Equal("Filled", Statuses(parent)[^1]);

        var target = orders.GetProperty("target");
        var parentId = target.GetProperty("open").GetProperty("parentId").GetInt32();
        Assert.Equal(("SELL", "LMT", parentId), Terms(target));
        Assert.Equal("PreSubmitted", Statuses(target)[0]); // Held until the parent has filled.
        Assert.Equal(100, target.GetProperty("filled").GetInt32());

        var stop = orders.GetProperty("stop");
        Assert.Equal(("SELL", "STP", parentId), Terms(stop));
        Assert.Equal(0, stop.GetProperty("filled").GetInt32());
        Assert.Equal("Cancelled", Statuses(stop)[^1]); // The target's fill has cancelled it.

        var executions = seen.GetProperty("executions").EnumerateArray().Select(e => (e.GetProperty("role").GetString(), e.GetProperty("side").GetString(), e.GetProperty("account").GetString())).Distinct();
        Assert.Equal([("parent", "BOT", "DU1234567"), ("target", "SLD", "DU1234567")], executions);
        Assert.Equal(200, seen.GetProperty("executions").EnumerateArray().Sum(e => e.GetProperty("shares").GetInt32()));
        Assert.Equal(2.00, seen.GetProperty("commissions").EnumerateArray().Sum(c => c.GetDouble()), 6); // Two orders of 100 shares at the least commission of a dollar.
        Assert.All(seen.GetProperty("positions").EnumerateArray(), p => Assert.Equal(0, p.GetProperty("quantity").GetInt32()));

        var error = Assert.Single(seen.GetProperty("errors").EnumerateArray());
        Assert.Equal(202, error.GetProperty("code").GetInt32());
        Assert.Equal(parentId + 2, error.GetProperty("id").GetInt32());

        await gateway.SignalAsync("TERM");
        Assert.Equal(0, (await gateway.EndAsync()).ExitCode);
    }

    static (string?, string?, int) Terms(System.Text.Json.JsonElement order)
    {
        var open = order.GetProperty("open");
        return (open.GetProperty("action").GetString(), open.GetProperty("type").GetString(), open.GetProperty("parentId").GetInt32());
    }

    static List<string?> Statuses(System.Text.Json.JsonElement order) => [.. order.GetProperty("statuses").EnumerateArray().Select(s => s.GetString())];

    internal static void NeedClients()
    {
        if (!Directory.Exists(Path.Combine(Clients, "node_modules", "@stoqey", "ib")))
            Assert.Skip("needs @stoqey/ib: run npm ci in tests/Bellwether.EndToEnd/clients (./test does)");
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            node!.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs Node.js (node)");
        }
    }
}
