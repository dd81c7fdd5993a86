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
          webhookHeader: { name: X-Desk-Token, variable: BELLWETHER_TEST_ALERT_TOKEN }
          least: critical
          rules:
            - { name: overbought, when: rsi(14) > 70, rearm: rsi(14) < 60, severity: critical }
        """;

    [Fact]
    public async Task An_rsi_alert_of_the_configuration_reaches_a_webhook_with_its_header()
    {
        const string variable = "BELLWETHER_TEST_ALERT_TOKEN", value = "Bearer only-the-receiver-sees-this";
        using var folder = new ScratchFolder();
        using var listener = new HttpListener();
        var port = LoopbackPort.Free();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var bodies = new ConcurrentQueue<string>();
        var tokens = new ConcurrentQueue<string?>();
        var first = true;
        var serving = ServeAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "alerts.yaml"), Configuration.Replace("PORT", $"{port}", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var refused = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "alerts.yaml", "--headless", "--format", "json");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains($"the environment variable {variable} is not set", refused.ErrorText, StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(variable, value);
        var shown = await BellwetherProcess.RunAsync(folder.Path, "config", "show", "alerts.yaml");
        var ended = await BellwetherProcess.RunAsync(folder.Path, "run", "--config", "alerts.yaml", "--headless", "--format", "json");
        Environment.SetEnvironmentVariable(variable, null);
        listener.Close();
        await serving;

        Assert.Equal(0, ended.ExitCode);
        Assert.All(tokens, token => Assert.Equal(value, token));
        Assert.Contains(variable, string.Concat(shown.Output), StringComparison.Ordinal);
        foreach (var text in new[] { string.Concat(shown.Output), ended.ErrorText, string.Concat(ended.Output) }) Assert.DoesNotContain("only-the-receiver", text, StringComparison.Ordinal);
        // Nor does any file of the run.
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
            Assert.False((await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf("only-the-receiver"u8) >= 0, file);
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
                tokens.Enqueue(context.Request.Headers["X-Desk-Token"]);
                // The first attempt fails: the alert comes again.
                context.Response.StatusCode = first ? 503 : 200;
                if (!first) bodies.Enqueue(body);
                first = false;
                context.Response.Close();
            }
        }
    }
}
