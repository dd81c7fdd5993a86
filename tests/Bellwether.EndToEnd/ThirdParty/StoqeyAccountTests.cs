using System.Globalization;
using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>Accounts, positions and profits, several clients at once, and clients that come back, as an unchanged @stoqey/ib is told of them.</summary>
public sealed class StoqeyAccountTests
{
    static async Task<JsonElement> RunAsync(string folder, int port, string script, params string[] more)
    {
        await using var client = BellwetherProcess.Start("node", folder, [Path.Combine(StoqeyTests.Clients, script), "127.0.0.1", $"{port}", .. more]);
        return (await client.EndAsync()).Json;
    }

    static double Number(JsonElement parent, string name) => double.Parse(parent.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_independent_client_reads_two_accounts_their_margin_and_their_profits()
    {
        StoqeyTests.NeedClients();
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like", "--accounts", "DU1234567,DU7654321");
        var seen = await RunAsync(folder.Path, await gateway.PortAsync(), "accounts.cjs");

        Assert.Equal("DU1234567,DU7654321", seen.GetProperty("accounts").GetString());
        Assert.Equal(["DU1234567", "DU7654321"], seen.GetProperty("families").EnumerateArray().Select(f => f.GetProperty("accountID").GetString()));

        // The first account has done nothing, the second holds 100 shares.
        var untouched = seen.GetProperty("summary").GetProperty("DU1234567");
        Assert.Equal((1_000_000, 1_000_000, 0, 0, 4_000_000), (Number(untouched, "NetLiquidation"), Number(untouched, "TotalCashValue"), Number(untouched, "GrossPositionValue"), Number(untouched, "InitMarginReq"), Number(untouched, "BuyingPower")));
        var trading = seen.GetProperty("summary").GetProperty("DU7654321");
        var held = Number(trading, "GrossPositionValue");
        Assert.Equal(Number(trading, "NetLiquidation"), Number(trading, "TotalCashValue") + held, 2);
        Assert.Equal(held / 4, Number(trading, "InitMarginReq"), 2);
        Assert.Equal(Number(trading, "NetLiquidation") - (held / 4), Number(trading, "AvailableFunds"), 2);
        Assert.Equal(["DU7654321"], seen.GetProperty("one").EnumerateObject().Select(a => a.Name));
        Assert.Equal(Number(trading, "TotalCashValue"), Number(seen.GetProperty("one").GetProperty("DU7654321"), "TotalCashValue"));
        Assert.Equal(Number(trading, "TotalCashValue"), Number(seen.GetProperty("ledger").GetProperty("DU7654321"), "CashBalance USD"));

        var position = seen.GetProperty("positions").EnumerateArray().Last();
        Assert.Equal(("DU7654321", "AAPL", 100), (position.GetProperty("account").GetString(), position.GetProperty("symbol").GetString(), position.GetProperty("quantity").GetInt32()));
        var cost = position.GetProperty("cost").GetDouble() * 100;
        Assert.Equal(1_000_000 - Number(trading, "TotalCashValue"), cost, 2);

        // What was bought today at a cost is the whole of today's profit.
        var single = seen.GetProperty("single").EnumerateArray().Last();
        Assert.Equal(100, single.GetProperty("position").GetInt32());
        Assert.Equal(single.GetProperty("value").GetDouble() - cost, single.GetProperty("unrealized").GetDouble(), 2);
        Assert.Equal(single.GetProperty("unrealized").GetDouble(), single.GetProperty("daily").GetDouble(), 2);
        Assert.Equal(0, single.GetProperty("realized").GetDouble());
        foreach (var whole in seen.GetProperty("pnl").EnumerateArray()) Assert.Equal(whole.GetProperty("unrealized").GetDouble(), whole.GetProperty("daily").GetDouble(), 2);

        Assert.Equal("DU7654321", seen.GetProperty("portfolio")[0].GetProperty("account").GetString());
        Assert.Matches("^[0-9]{2}:[0-9]{2}$", seen.GetProperty("time").GetString());
        Assert.Equal(("AAPL", 100), (seen.GetProperty("multi")[0].GetProperty("symbol").GetString(), seen.GetProperty("multi")[0].GetProperty("quantity").GetInt32()));
        Assert.EndsWith(" DU7654321", seen.GetProperty("multiValues").GetProperty("CashBalance USD").GetString());
        Assert.False(seen.GetProperty("multiValues").TryGetProperty("BuyingPower USD", out _));
        Assert.Equal([435, 2100, 321], seen.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Clients_have_their_own_orders_which_outlive_their_connections_and_the_gateway()
    {
        StoqeyTests.NeedClients();
        using var folder = new ScratchFolder();
        string[] command = ["gateway", "--port", "0", "--market", "live-like", "--state", "books.json"];
        JsonElement before;
        await using (var gateway = BellwetherProcess.Start(folder.Path, command))
        {
            before = await RunAsync(folder.Path, await gateway.PortAsync(), "reconnect.cjs", "first");
            // No time to say goodbye.
            await gateway.SignalAsync("KILL");
        }
        Assert.Contains(326, Codes(before.GetProperty("twin")));
        Assert.Equal(["1", "2"], Ids(before.GetProperty("one")));
        Assert.Equal(["1", "2"], Ids(before.GetProperty("two"))); // the same numbers for other orders
        Assert.Equal(3, PermIds(before.GetProperty("all")).Distinct().Count());
        Assert.Equal([1, 1, 2], before.GetProperty("all").EnumerateArray().Select(o => o.GetProperty("clientId").GetInt32()).Order());
        var again = before.GetProperty("again");
        Assert.Equal((3, "1,2"), (again.GetProperty("next").GetInt32(), string.Join(',', Ids(again))));
        // Working orders come before anything else.
        Assert.True(Place(again, "end") < Place(again, "accounts"));

        await using var restarted = BellwetherProcess.Start(folder.Path, command);
        var after = await RunAsync(folder.Path, await restarted.PortAsync(), "reconnect.cjs", "second");
        Assert.Equal(["1", "2"], Ids(after.GetProperty("one")));
        Assert.Equal(["1"], Ids(after.GetProperty("two"))); // its market order was filled before
        Assert.Equal(3, after.GetProperty("one").GetProperty("next").GetInt32());
        Assert.Equal(PermIds(before.GetProperty("all")).Order(), PermIds(after.GetProperty("one").GetProperty("open")).Concat(PermIds(after.GetProperty("two").GetProperty("open"))).Order());
        Assert.Equal(Executions(before), Executions(after));
        Assert.Equal(10, after.GetProperty("executions").EnumerateArray().Sum(e => e.GetProperty("shares").GetInt32()));
        Assert.Empty(after.GetProperty("left").EnumerateArray());
    }

    static IEnumerable<string> Ids(JsonElement client) => client.GetProperty("open").EnumerateObject().Select(o => o.Name);

    static IEnumerable<int> Codes(JsonElement errors) => errors.EnumerateArray().Select(e => e.GetProperty("code").GetInt32());

    static int Place(JsonElement client, string word) => client.GetProperty("order").EnumerateArray().Select(w => w.GetString()).ToList().IndexOf(word);

    static IEnumerable<long> PermIds(JsonElement orders) =>
        (orders.ValueKind == JsonValueKind.Array ? orders.EnumerateArray() : orders.EnumerateObject().Select(o => o.Value)).Select(o => o.GetProperty("permId").GetInt64());

    static IEnumerable<string?> Executions(JsonElement seen) => seen.GetProperty("executions").EnumerateArray().Select(e => e.GetProperty("execId").GetString());
}
