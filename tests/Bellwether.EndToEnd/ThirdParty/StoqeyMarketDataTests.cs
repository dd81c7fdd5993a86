using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>Contracts, quotes, ticks, bars and history of a live-like market, as an unchanged @stoqey/ib is told of them, at whatever hour the test runs.</summary>
public sealed class StoqeyMarketDataTests
{
    [Fact]
    public async Task An_independent_client_sees_contracts_quotes_ticks_bars_and_history_at_any_hour()
    {
        StoqeyTests.NeedClients();
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--market", "live-like");
        var port = await gateway.PortAsync();
        await using var client = BellwetherProcess.Start("node", folder.Path, [Path.Combine(StoqeyTests.Clients, "market-data.cjs"), "127.0.0.1", $"{port}"]);
        var seen = (await client.EndAsync()).Json;

        var contracts = seen.GetProperty("contracts");
        var apple = contracts.GetProperty("apple");
        Assert.Equal((265598, "NASDAQ", "APPLE INC", "Technology", "US/Eastern"), (apple.GetProperty("conId").GetInt32(), Text(apple, "primary"), Text(apple, "name"), Text(apple, "industry"), Text(apple, "zone")));
        Assert.Equal(Text(apple, "exchanges")!.Split(',').Length, Text(apple, "rules")!.Split(',').Length);
        Assert.Equal(["CAD", "USD"], Texts(contracts, "shop"));
        Assert.Equal((200, "SPY"), (Int(contracts, "unknown"), Text(contracts, "spy")));
        Assert.Equal("NVDA", Texts(contracts, "samples")[0]);
        Assert.Equal("[[0,0.0001],[1,0.01]]", contracts.GetProperty("rule").GetRawText());

        var quotes = seen.GetProperty("quotes");
        // The terms, the kind of data, then bid and ask, each price followed by its size; the client adds the ask's size from the price message itself.
        Assert.Equal(["params", "type", "1", "0", "2"], quotes.GetProperty("order").EnumerateArray().Select(e => e.ToString()).Take(5));
        var types = quotes.GetProperty("types").EnumerateArray().Select(e => e.GetInt32()).ToHashSet();
        Assert.Superset(new HashSet<int> { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 15, 16, 17, 18, 19, 20, 21, 45, 46, 48, 49, 54, 89 }, types);
        Assert.True(quotes.GetProperty("changesASecond").GetDouble() > 3, $"{quotes.GetProperty("changesASecond")} changes of the quote a second");
        Assert.True(quotes.GetProperty("endsAfterCancel").GetBoolean());
        Assert.Equal((300, "end", 321, 321), (Int(quotes, "secondCancel"), Text(quotes, "snapshot"), Int(quotes, "badGeneric"), Int(quotes, "snapshotGeneric")));

        var ticks = seen.GetProperty("ticks");
        Assert.InRange(Int(ticks, "before"), 10, 14); // The second at the border comes whole.
        Assert.Equal(("NASDAQ", 321, true), (Text(ticks, "exchange"), Int(ticks, "bad"), ticks.GetProperty("agree").GetBoolean()));
        var bars = seen.GetProperty("bars");
        Assert.All(bars.GetProperty("steps").EnumerateArray(), s => Assert.Equal(5, s.GetInt32()));
        Assert.Equal((true, 321, -1, true, 162), (bars.GetProperty("agree").GetBoolean(), Int(bars, "bad"), Int(bars, "midVolume"), bars.GetProperty("updates").GetBoolean(), Int(bars, "cancelled")));

        var history = seen.GetProperty("history");
        Assert.Empty(Texts(history, "errors"));
        Assert.Equal(21, history.GetProperty("bars").EnumerateObject().Count());
        Assert.All(history.GetProperty("bars").EnumerateObject(), b => Assert.True(b.Value.GetInt32() > 0, b.Name));
        Assert.Equal((321, 162, 10314), (Int(history, "badSize"), Int(history, "volatility"), Int(history, "badEnd")));
        Assert.Equal("US/Eastern", Text(history.GetProperty("schedule"), "zone"));
        Assert.Matches("^[0-9]{8}-[0-9]{2}:[0-9]{2}:[0-9]{2}$", Text(history.GetProperty("head"), "time"));
        Assert.True(Int(history.GetProperty("histogram"), "count") > 0);
        Assert.True(Int(history.GetProperty("ticks"), "count") >= 100);

        Assert.InRange(Int(seen.GetProperty("order"), "milliseconds"), 0, 5_000); // A second on a machine with nothing else to do.

        await gateway.SignalAsync("TERM");
        Assert.Equal(0, (await gateway.EndAsync()).ExitCode);
    }

    static int Int(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    static List<string?> Texts(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(e => e.GetString())];
}
