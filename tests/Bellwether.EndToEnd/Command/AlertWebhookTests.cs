using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>An alert of the configuration on its whole way: bars of the simulated gateway, indicator, condition, webhook.</summary>
public sealed class AlertWebhookTests
{
    const string Configuration = """
        market: { kind: synthetic, seed: 1, session: 2025-03-03, speed: 0 }
        symbols: [AAPL, MSFT]
        predictions: { mode: none }
        strategy: { name: never, entry: { long: "close < 0" } }
        risk: { sizing: { shares: 1 } }
        dashboard: { enabled: false }
        alerts:
          webhook: http://127.0.0.1:PORT/hook
          least: critical
          rules:
            - { name: overbought, when: rsi(14) > 70, rearm: rsi(14) < 60, severity: critical }
        """;

    [Fact]
    public async Task An_rsi_alert_of_the_configuration_reaches_a_webhook()
    {
        using var folder = new ScratchFolder();
        using var listener = new HttpListener();
        var port = LoopbackPort.Free();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var bodies = new ConcurrentQueue<string>();
        var first = true;
        var serving = ServeAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "alerts.yaml"), Configuration.Replace("PORT", $"{port}", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var ended = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "alerts.yaml", "--headless", "--format", "json");
        listener.Close();
        await serving;

        Assert.Equal(0, ended.ExitCode);
        Assert.NotEmpty(bodies);
        var alerts = bodies.Select(body => JsonDocument.Parse(body).RootElement).ToList();
        Assert.All(alerts, alert =>
        {
            Assert.Matches("^(AAPL|MSFT): overbought$", alert.GetProperty("title").GetString());
            Assert.StartsWith("rsi(14) > 70; close ", alert.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.Equal("critical", alert.GetProperty("severity").GetString());
            Assert.StartsWith("2025-03-03T", alert.GetProperty("time").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal(alerts.Count, alerts.Select(a => a.GetProperty("sequence").GetInt64()).Distinct().Count());

        async Task ServeAsync()
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                using var reader = new StreamReader(context.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                // The first attempt fails: the alert comes again.
                context.Response.StatusCode = first ? 503 : 200;
                if (!first) bodies.Enqueue(body);
                first = false;
                context.Response.Close();
            }
        }
    }
}
