using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>A run that a person ends: in good order, with a summary, and with what protects open positions left at the broker.</summary>
public sealed class StoppingTests
{
    /// <summary>Bit of SIGINT in the mask of ignored signals; a background job of a shell without job control has it set, and its children inherit it.</summary>
    const ulong InterruptBit = 1ul << (2 - 1);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_run_with_a_summary_and_leaves_the_protection_in_place(string signal)
    {
        if (signal == "INT" && InterruptsAreIgnored()) Assert.Skip("needs SIGINT, which the process that started the tests ignores");
        using var folder = new ScratchFolder();
        // Fast enough to hold positions soon; far from its end when it is stopped, since an interactive run has none.
        await using var run = BellwetherProcess.Start(folder.Path, "run", "--speed", "300", "--dashboard-port", "0", "--journal", "here", "--format", "json");
        await run.ErrorAsync("Ctrl-C ends the run");
        await RunningDesk.UntilAsync(run, desk => desk.GetProperty("positions").EnumerateArray().Count(p => p.GetProperty("quantity").GetDecimal() != 0) >= 2);

        await run.SignalAsync(signal);
        var ended = await run.EndAsync();

        var summary = ended.Json;
        Assert.False(summary.GetProperty("deterministic").GetBoolean());
        Assert.True(summary.GetProperty("orders").GetProperty("filled").GetInt64() > 0);
        var held = summary.GetProperty("positions").EnumerateArray().Where(p => p.GetProperty("quantity").GetDecimal() != 0).ToList();

        var shown = await BellwetherProcess.RunAsync(folder.Path, "journal", "show", "here", "--format", "json");
        Assert.Equal(0, shown.ExitCode);
        Assert.Empty(shown.Errors); // The last record is whole.
        var records = shown.Output.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.NotEmpty(held);
        foreach (var position in held) Protected(position, records);
    }

    [Fact]
    public async Task A_duration_ends_the_run_by_itself()
    {
        using var folder = new ScratchFolder();
        var ended = await BellwetherProcess.RunAsync(folder.Path, "run", "--duration", "3s", "--dashboard-port", "0", "--format", "json");

        Assert.Equal(1_000_000m, ended.Json.GetProperty("equity").GetProperty("start").GetDecimal());
        Assert.DoesNotContain("error", ended.ErrorText, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every share of the position is covered by a stop that lives at the broker when the journal ends.</summary>
    static void Protected(JsonElement position, List<JsonElement> records)
    {
        var (symbol, quantity) = (position.GetProperty("symbol").GetString(), position.GetProperty("quantity").GetDecimal());
        var latest = new Dictionary<long, JsonElement>();
        foreach (var record in records.Where(r => r.GetProperty("kind").GetString() == "OrderChanged" && r.GetProperty("symbol").GetString() == symbol && r.GetProperty("role").GetString() == "Stop"))
            latest[record.GetProperty("order").GetInt64()] = record;
        var covered = latest.Values.Where(IsAlive).Sum(o => o.GetProperty("quantity").GetDecimal() - o.GetProperty("filled").GetDecimal());
        Assert.True(covered >= Math.Abs(quantity), $"{symbol} {quantity}: only {covered} shares are covered by stops");
    }

    static bool IsAlive(JsonElement order) => order.GetProperty("stage").GetString() is "held" or "working" && order.GetProperty("pending").GetString() == "None";

    static bool InterruptsAreIgnored()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status)) return false;
        var line = File.ReadLines(Status).First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (ulong.Parse(line["SigIgn:".Length..].Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) & InterruptBit) != 0;
    }
}
