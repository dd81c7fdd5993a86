using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>What <c>bellwether run</c> writes for scripts: its names, its sums, and that the same seed gives the same run.</summary>
public sealed class RunSummaryTests(ReplayedDay replayed) : IClassFixture<ReplayedDay>
{
    static readonly string[] Synthetic = ["run", "--speed", "0", "--headless", "--format", "json", "--dashboard-port", "0"];

    [Fact]
    public async Task A_replayed_day_is_one_object_with_the_names_that_scripts_rely_on()
    {
        var summary = await replayed.SummaryAsync();

        Assert.Equal(["session", "predictions", "signals", "orders", "executions", "commission", "equity", "positions", "journal", "decisionHash", "deterministic"], Names(summary));
        Assert.Equal(["from", "to", "symbols", "seed"], Names(summary.GetProperty("session")));
        Assert.Equal(["submitted", "filled", "cancelled", "rejected"], Names(summary.GetProperty("orders")));
        Assert.Equal(["start", "end"], Names(summary.GetProperty("equity")));
        Assert.All(summary.GetProperty("positions").EnumerateArray(), p => Assert.Equal(["symbol", "quantity", "averagePrice", "realised", "unrealised"], Names(p)));

        var session = summary.GetProperty("session");
        Assert.Equal(["SPY", "IBM", "BAC"], session.GetProperty("symbols").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(1, session.GetProperty("seed").GetInt64());
        Assert.StartsWith("2013-10-07T13:", session.GetProperty("from").GetString(), StringComparison.Ordinal); // Up to half an hour before 09:30 in New York.
        Assert.StartsWith("2013-10-07T20:00:00", session.GetProperty("to").GetString(), StringComparison.Ordinal); // The close, 16:00 in New York.
        Assert.True(summary.GetProperty("deterministic").GetBoolean());
        Assert.Matches("^[0-9a-f]{16}$", summary.GetProperty("decisionHash").GetString());
        Assert.Equal(3 * 390, summary.GetProperty("predictions").GetInt32()); // One a minute for each of three symbols.
        Assert.InRange(summary.GetProperty("signals").GetInt32(), 1, 3 * 390);
        AddsUp(summary);
    }

    [Fact]
    public async Task The_journal_of_a_run_holds_every_execution_of_its_summary()
    {
        var summary = await replayed.SummaryAsync();

        var shown = await BellwetherProcess.RunAsync(replayed.Folder, "journal", "show", Path.Combine(replayed.Folder, summary.GetProperty("journal").GetString()!), "--format", "json");

        Assert.Equal(0, shown.ExitCode);
        var records = shown.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(summary.GetProperty("executions").GetInt64(), Of("Fill").Count());
        Assert.Equal(summary.GetProperty("orders").GetProperty("submitted").GetInt64(), Of("OrderCreated").Count());
        Assert.Equal(summary.GetProperty("signals").GetInt64(), Of("Intent").Count());
        Assert.Equal(summary.GetProperty("commission").GetDecimal(), Of("CommissionPaid").Sum(r => r.GetProperty("amount").GetDecimal()));
        Assert.Empty(shown.Errors);

        IEnumerable<JsonElement> Of(string kind) => records.Where(r => r.GetProperty("kind").GetString() == kind);
    }

    [Fact]
    public async Task Two_runs_of_one_seed_say_the_same_but_for_the_journal()
    {
        var first = await replayed.SummaryAsync();
        var second = (await BellwetherProcess.RunAsync(replayed.Folder, ReplayedDay.Command())).Json;

        Assert.Equal(WithoutJournal(first), WithoutJournal(second));
        Assert.NotEqual(first.GetProperty("journal").GetString(), second.GetProperty("journal").GetString());
    }

    [Fact]
    public async Task Another_seed_decides_otherwise()
    {
        var first = await replayed.SummaryAsync();
        var other = (await BellwetherProcess.RunAsync(replayed.Folder, [.. ReplayedDay.Command(), "--seed", "2"])).Json;

        Assert.NotEqual(Hash(first), Hash(other));
        Assert.Equal(2, other.GetProperty("session").GetProperty("seed").GetInt64());
        AddsUp(other);
    }

    [Fact]
    public async Task The_speed_changes_no_decision()
    {
        var fast = await replayed.SummaryAsync();
        var paced = (await BellwetherProcess.RunAsync(replayed.Folder, ReplayedDay.Command(speed: "3600"))).Json;

        Assert.Equal(Hash(fast), Hash(paced));
        Assert.Equal(fast.GetProperty("equity").GetRawText(), paced.GetProperty("equity").GetRawText());
    }

    [Fact]
    public async Task The_quick_start_plays_a_made_up_day_the_same_way_every_time()
    {
        using var folder = new ScratchFolder();
        var first = (await BellwetherProcess.RunAsync(folder.Path, Synthetic)).Json;
        var second = (await BellwetherProcess.RunAsync(folder.Path, Synthetic)).Json;

        Assert.Equal(["AAPL", "MSFT", "NVDA", "AMZN", "GOOGL", "META", "TSLA", "JPM", "XOM", "KO"], first.GetProperty("session").GetProperty("symbols").EnumerateArray().Select(s => s.GetString()));
        Assert.True(first.GetProperty("deterministic").GetBoolean());
        AddsUp(first);
        // The quick start leaves everything before the close.
        Assert.All(first.GetProperty("positions").EnumerateArray(), p => Assert.Equal(0, p.GetProperty("quantity").GetDecimal()));
        Assert.Equal(WithoutJournal(first), WithoutJournal(second));

        var other = (await BellwetherProcess.RunAsync(folder.Path, [.. Synthetic, "--seed", "2"])).Json;
        Assert.NotEqual(Hash(first), Hash(other));
    }

    [Fact]
    public async Task The_summary_for_a_person_ends_with_the_journal_and_the_decisions()
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "run", "--speed", "0", "--headless", "--dashboard-port", "0", "--journal", "here");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["session", "predictions", "orders", "equity", "journal", "decisions"], run.Output.Select(l => l.Split(' ')[0]));
        Assert.Contains("here", run.Output[^2], StringComparison.Ordinal);
        Assert.Contains("Ctrl-C ends the run", run.ErrorText, StringComparison.Ordinal);
    }

    /// <summary>Trades happened, and the equity moved by what was gained and paid, to the cent.</summary>
    static void AddsUp(JsonElement summary)
    {
        var gained = summary.GetProperty("positions").EnumerateArray().Sum(p => p.GetProperty("realised").GetDecimal() + p.GetProperty("unrealised").GetDecimal());
        var (start, end) = (summary.GetProperty("equity").GetProperty("start").GetDecimal(), summary.GetProperty("equity").GetProperty("end").GetDecimal());
        Assert.Equal(1_000_000m, start);
        Assert.Equal(Math.Round(start + gained - summary.GetProperty("commission").GetDecimal(), 2), Math.Round(end, 2));

        var orders = summary.GetProperty("orders");
        var (submitted, filled) = (orders.GetProperty("submitted").GetInt64(), orders.GetProperty("filled").GetInt64());
        Assert.True(filled > 0, "nothing was traded");
        Assert.InRange(filled + orders.GetProperty("cancelled").GetInt64() + orders.GetProperty("rejected").GetInt64(), filled, submitted);
        Assert.True(summary.GetProperty("executions").GetInt64() >= filled, "an order is filled by one execution at least");
        Assert.True(summary.GetProperty("commission").GetDecimal() >= filled * 1.00m, "an order costs a dollar at least");
    }

    static List<string> Names(JsonElement value) => [.. value.EnumerateObject().Select(p => p.Name)];

    static string? Hash(JsonElement summary) => summary.GetProperty("decisionHash").GetString();

    static List<string> WithoutJournal(JsonElement summary) => [.. summary.EnumerateObject().Where(p => p.Name != "journal").Select(p => $"{p.Name}: {p.Value.GetRawText()}")];
}
