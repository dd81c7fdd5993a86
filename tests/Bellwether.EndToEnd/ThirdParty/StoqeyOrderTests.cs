using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>Every order type and time in force, groups, trees, changes, cancels and refusals, as an unchanged @stoqey/ib is told of them.</summary>
public sealed class StoqeyOrderTests
{
    [Fact]
    public async Task An_independent_client_places_orders_of_every_type_and_is_told_what_a_gateway_tells()
    {
        StoqeyTests.NeedClients();
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "20");
        var port = await gateway.PortAsync();
        await using var client = BellwetherProcess.Start("node", folder.Path, [Path.Combine(StoqeyTests.Clients, "orders.cjs"), "127.0.0.1", $"{port}"]);
        var seen = (await client.EndAsync()).Json;
        var cases = seen.GetProperty("cases");

        Assert.Equal(
            ["open PreSubmitted", "status PreSubmitted 0/100", "exec BOT 100", "open Filled", "status Filled 100/0", "open Filled", "status Filled 100/0"],
            Told(cases.GetProperty("market"), "order")); // the second pair has the commission
        Story(cases, "market", "open PreSubmitted", "status PreSubmitted 0/100", "exec BOT 100", "open Filled", "status Filled 100/0");
        Story(cases, "limitRestsIsChangedAndFills", "open PreSubmitted", "status PreSubmitted 0/100", "open Submitted", "status Submitted 0/100", "open Submitted", "status Submitted 0/50", "exec BOT 50", "open Filled", "status Filled 50/0");
        Story(cases, "limitIsCancelled", "open PreSubmitted", "status PreSubmitted 0/100", "open Submitted", "status Submitted 0/100", "status PendingCancel 0/100", "status Cancelled 0/100", "error 202", "error 10148");
        string[] triggered = ["open PreSubmitted", "status PreSubmitted 0/100 trigger", "open Submitted", "status Submitted 0/100"];
        foreach (var stop in (string[])["stop", "stopLimit", "trailByAmount", "trailLimit"])
            Story(cases, stop, [.. triggered, "exec SLD 100", "open Filled", "status Filled 100/0"]);
        foreach (var touched in (string[])["marketIfTouched", "limitIfTouched"])
            Story(cases, touched, [.. triggered, "exec BOT 100", "open Filled", "status Filled 100/0"]);
        Story(cases, "stopRests", "open PreSubmitted", "status PreSubmitted 0/100 trigger", "status PendingCancel 0/100 trigger", "status Cancelled 0/100", "error 202");
        Story(cases, "trailByPercent", "open PreSubmitted", "status PreSubmitted 0/100 trigger", "trail 50 half way", "status PendingCancel 0/100 trigger", "status Cancelled 0/100", "error 202");
        foreach (var resting in (string[])["marketOnClose", "limitOnClose", "relative", "midprice"])
            Story(cases, resting, "open PreSubmitted", "status PreSubmitted 0/100", "open Submitted", "status Submitted 0/100", "status PendingCancel 0/100", "status Cancelled 0/100", "error 202");
        Story(cases, "immediateOrCancel", "open PreSubmitted", "status PreSubmitted 0/100", "status PendingCancel 0/100", "status Cancelled 0/100");
        Story(cases, "fillOrKill", "open PreSubmitted", "status PreSubmitted 0/100", "status Inactive 0/100");
        Story(cases, "goodTillDate", "open PreSubmitted", "status PreSubmitted 0/100", "open Submitted", "status Submitted 0/100", "status Cancelled 0/100", "error 202");
        Story(cases, "onTheOpening", "error 399", "open PreSubmitted", "status PreSubmitted 0/100", "status PendingCancel 0/100", "status Cancelled 0/100", "error 202");

        var tree = cases.GetProperty("bracketWithAGrandchild");
        Assert.Equal("status Filled 100/0", Words(tree, "parent")[^1]);
        Assert.Equal("status Filled 100/0", Words(tree, "target")[^1]);
        Assert.Equal(["open PreSubmitted", "status PreSubmitted 0/100 child,trigger", "status Cancelled 0/100", "error 202"], Words(tree, "stop"));
        Assert.Equal(["open PreSubmitted", "status PreSubmitted 0/100 child", "status Submitted 0/100", "status PendingCancel 0/100", "status Cancelled 0/100", "error 202"], Words(tree, "grandchild"));

        string[] rested = ["open PreSubmitted", "status PreSubmitted 0/100", "open Submitted", "status Submitted 0/100"];
        Assert.Equal([.. rested, "status Cancelled 0/100", "error 202"], Words(cases.GetProperty("group1"), "rest"));
        foreach (var group in (string[])["group2", "group3"])
        {
            Assert.Equal([.. rested, "open Submitted", "status Submitted 0/60", "status PendingCancel 0/60", "status Cancelled 0/60", "error 202"], Words(cases.GetProperty(group), "rest"));
            Assert.Equal("status Filled 40/0", Words(cases.GetProperty(group), "fills")[^1]);
        }

        Story(cases, "whatIf", "whatIf PreSubmitted 1");
        var rejects = cases.GetProperty("rejects");
        foreach (var (role, code) in new[] { ("offTick", 110), ("unknownType", 321), ("noDate", 10314), ("closeGtc", 113), ("orphan", 10006), ("zero", 434), ("unknownSymbol", 200), ("unknownId", 10147) })
            Assert.Equal((role, $"error {code}"), (role, Assert.Single(Words(rejects, role))));
        Assert.Equal(["open Inactive", "status Inactive 0/10000000", "error 201"], Words(rejects, "tooLarge"));
        Assert.Equal("error 103", Words(rejects, "twice")[^1]);
        Assert.Equal([.. rested, "error 105", "error 329", "status PendingCancel 0/100", "status Cancelled 0/100", "error 202"], Words(rejects, "otherSide"));
        foreach (var role in (string[])["one", "two"])
            Assert.Equal([.. rested, "status PendingCancel 0/100", "status Cancelled 0/100", "error 202"], Words(cases.GetProperty("globalCancel"), role));

        var completed = seen.GetProperty("completed").EnumerateArray().Select(c => (Type: c.GetProperty("type").GetString(), Status: c.GetProperty("status").GetString(), How: c.GetProperty("how").GetString(), Filled: c.GetProperty("filled").GetInt32())).ToList();
        Assert.Equal(("MKT", "Filled", "Filled Size: 100", 100), completed[0]);
        Assert.Contains(("LMT", "Filled", "Filled Size: 50", 50), completed);
        Assert.Contains(("LMT", "Cancelled", "Cancelled by Trader", 0), completed);
        Assert.Contains(("MKT", "Inactive", "Rejected", 0), completed);
        Assert.DoesNotContain(completed, c => c.Status is not ("Filled" or "Cancelled" or "Inactive"));
    }

    [Fact]
    public async Task An_independent_client_trades_the_closing_and_the_opening_auction()
    {
        StoqeyTests.NeedClients();
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "6000");
        var port = await gateway.PortAsync();
        await using var client = BellwetherProcess.Start("node", folder.Path, [Path.Combine(StoqeyTests.Clients, "auctions.cjs"), "127.0.0.1", $"{port}"]);
        var seen = (await client.EndAsync()).Json;

        Assert.Equal("Submitted 0/100", seen.GetProperty("resting").GetString());
        var told = seen.GetProperty("told");
        foreach (var role in (string[])["buyOnClose", "sellOnClose", "buyOnOpen", "sellOnOpen"]) Assert.Equal((role, "Filled 100/0"), (role, Last(told, role)));
        foreach (var role in (string[])["sellOnCloseTooHigh", "day"]) Assert.Equal((role, "error 202"), (role, Last(told, role)));

        // One price for all in an auction, at its bell.
        var fills = seen.GetProperty("fills");
        Assert.Equal(Fill(fills, "buyOnClose").Price, Fill(fills, "sellOnClose").Price);
        Assert.Equal(Fill(fills, "buyOnOpen").Price, Fill(fills, "sellOnOpen").Price);
        Assert.Contains(" 16:00:00 ", Fill(fills, "buyOnClose").Time, StringComparison.Ordinal);
        Assert.Contains(" 09:30:00 ", Fill(fills, "buyOnOpen").Time, StringComparison.Ordinal);

        static string Last(JsonElement told, string role) => told.GetProperty(role).EnumerateArray().Last().GetString()!;
        static (double Price, string Time) Fill(JsonElement fills, string role) => (fills.GetProperty(role).GetProperty("price").GetDouble(), fills.GetProperty(role).GetProperty("time").GetString()!);
    }

    static void Story(JsonElement cases, string name, params string[] expected) => Assert.Equal((name, string.Join("; ", expected)), (name, string.Join("; ", Words(cases.GetProperty(name), "order"))));

    static List<string> Words(JsonElement roles, string role)
    {
        var words = Once(Told(roles, role));
        // A large order meets the displayed size in parts: how many is the market's matter.
        var parts = words.Where(w => w.StartsWith("exec ", StringComparison.Ordinal)).ToList();
        if (parts.Count < 2) return words;
        var whole = parts.Sum(p => int.Parse(p.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture));
        var first = words.IndexOf(parts[0]);
        words.RemoveAll(w => w.StartsWith("exec ", StringComparison.Ordinal) || (w.StartsWith("status ", StringComparison.Ordinal) && w.Contains(' ') && !w.Contains(" 0/", StringComparison.Ordinal) && !w.EndsWith("/0", StringComparison.Ordinal)));
        words.Insert(first, parts[0][..9] + whole);
        return words;
    }

    static List<string> Told(JsonElement roles, string role) => [.. roles.GetProperty(role).EnumerateArray().Select(w => w.GetString()!)];

    /// <summary>A gateway says a word or a pair of words twice, and this one does too; what counts here is when it says something else.</summary>
    static List<string> Once(List<string> words)
    {
        var once = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (once.Count > 1 && i + 1 < words.Count && words[i] == once[^2] && words[i + 1] == once[^1]) i++;
            else if (once.Count == 0 || words[i] != once[^1]) once.Add(words[i]);
        }
        return once;
    }
}
