using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>A prediction service that fails: nothing is traded on it, a person is told, and trading follows once it is back.</summary>
public sealed class PredictionServiceTests
{
    [Fact]
    public async Task A_service_that_is_down()
    {
        var port = LoopbackPort.Free();
        await RecoversAsync(port, "no connection to", () => new StubPredictionService(port));
    }

    [Theory]
    [InlineData(StubAnswer.Html, "the answer is not JSON")]
    [InlineData(StubAnswer.Nonsense, "\"confidence\": expected a number from 0 to 1")]
    [InlineData(StubAnswer.TooMuch, "larger than 1024 KiB")]
    [InlineData(StubAnswer.ServerError, "HTTP 500")]
    [InlineData(StubAnswer.OtherModel, "is not among predictions.models")]
    [InlineData(StubAnswer.None, "in 1 s")]
    public async Task A_service_that_answers_badly_or_not_at_all(StubAnswer answer, string message)
    {
        using var service = new StubPredictionService { Answer = answer };
        await RecoversAsync(service.Port, message, () =>
        {
            service.Answer = StubAnswer.Good;
            return null;
        });
    }

    [Fact]
    public async Task The_demonstration_service_in_a_process_of_its_own()
    {
        using var folder = new ScratchFolder();
        await using var service = BellwetherProcess.Start(folder.Path, "predictions", "serve", "--port", "0", "--seed", "1");
        var run = await BellwetherProcess.RunAsync(folder.Path,
            "run", "--set", "predictions.mode=http", "--set", $"predictions.url=http://127.0.0.1:{await service.PortAsync()}", "--speed", "0", "--headless", "--dashboard-port", "0", "--format", "json");
        var embedded = await BellwetherProcess.RunAsync(folder.Path, "run", "--speed", "0", "--headless", "--dashboard-port", "0", "--format", "json");

        Assert.Equal(embedded.Json.GetProperty("predictions").GetInt64(), run.Json.GetProperty("predictions").GetInt64());
        Assert.Equal(embedded.Json.GetProperty("equity").GetRawText(), run.Json.GetProperty("equity").GetRawText());

        await service.SignalAsync("TERM");
        Assert.Equal(0, (await service.EndAsync()).ExitCode);
    }

    static async Task RecoversAsync(int port, string message, Func<IDisposable?> repair)
    {
        using var folder = new ScratchFolder();
        await using var run = BellwetherProcess.Start(folder.Path, "run", "--config", Configuration(folder, port), "--dashboard-port", "0", "--journal", "here", "--format", "json");
        var warning = await run.ErrorAsync("predictions: ");
        Assert.Contains(message, warning, StringComparison.Ordinal);
        Assert.Contains("no entries follow", warning, StringComparison.Ordinal);
        await RunningDesk.UntilAsync(run, desk => desk.GetProperty("connection").GetProperty("predictions").GetString() == "down");

        using var repaired = repair();
        await run.ErrorAsync("predictions: the service is back");
        await RunningDesk.UntilAsync(run, desk => desk.GetProperty("executions").GetArrayLength() > 0);
        await run.SignalAsync("TERM");
        var summary = (await run.EndAsync()).Json;

        Assert.True(summary.GetProperty("predictions").GetInt64() > 0);
        Assert.False(summary.GetProperty("deterministic").GetBoolean());
        var shown = await BellwetherProcess.RunAsync(folder.Path, "journal", "show", "here", "--all", "--format", "json");
        var kinds = shown.Output.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("kind").GetString()).ToList();
        Assert.InRange(kinds.IndexOf("InputPrediction"), 0, kinds.IndexOf("OrderCreated") - 1); // The first order follows the first prediction.
    }

    static string Configuration(ScratchFolder folder, int port) => folder.File("mine.yaml", $$"""
        market: { kind: synthetic, session: 2025-03-03, speed: 300 }
        symbols: [AAPL, MSFT, KO]
        predictions: { mode: http, url: "http://127.0.0.1:{{port}}", every: 1m, deadline: 1s, models: [stub-1] }
        strategy:
          name: follow
          indicators: { atr: atr(14) }
          entry: { prediction: { confidence: 0.6 } }
          bracket: { stop: 3 * atr, target: 2 * atr }
        risk: { sizing: { shares: 10 } }
        """);
}
