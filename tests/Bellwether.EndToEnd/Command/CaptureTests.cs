using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>A run keeps what passed over its wire, and the other commands read it.</summary>
public sealed class CaptureTests(ReplayedDay replayed) : IClassFixture<ReplayedDay>
{
    [Fact]
    public async Task A_captured_day_tells_the_orders_of_its_summary_and_decides_like_any_other()
    {
        var file = Path.Combine(replayed.Folder, "wire.tsv");
        var run = await BellwetherProcess.RunAsync(replayed.Folder, [.. ReplayedDay.Command(), "--capture", file]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal((await replayed.SummaryAsync()).GetProperty("decisionHash").GetString(), run.Json.GetProperty("decisionHash").GetString());
        var told = await BellwetherProcess.RunAsync(replayed.Folder, "ib", "replay", file, "--format", "json");
        Assert.Equal(0, told.ExitCode);
        Assert.Empty(told.Errors);
        var messages = told.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(messages, m => Assert.True(m.GetProperty("complete").GetBoolean()));
        Assert.Equal("startApi", messages[0].GetProperty("message").GetString());
        Assert.Equal("client", messages[0].GetProperty("direction").GetString());
        var placed = messages.Where(m => m.GetProperty("message").GetString() == "placeOrder").Select(m => m.GetProperty("fields").GetProperty("orderId").GetInt32()).Distinct().Count();
        Assert.Equal(run.Json.GetProperty("orders").GetProperty("submitted").GetInt32(), placed);
        // Executions are asked for again and again; each is one.
        var executions = messages.Where(m => m.GetProperty("message").GetString() == "execDetails").Select(m => m.GetProperty("fields").GetProperty("execId").GetString()).Distinct().Count();
        Assert.Equal(run.Json.GetProperty("executions").GetInt32(), executions);
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(@"(?<![A-Za-z0-9])D?U(?!900000)\d{5,9}(?![A-Za-z0-9])", text);

        var again = await BellwetherProcess.RunAsync(replayed.Folder, [.. ReplayedDay.Command(), "--capture", file]);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains(again.Errors, line => line.Contains(file, StringComparison.Ordinal) && line.Contains("there already", StringComparison.Ordinal));
    }
}
