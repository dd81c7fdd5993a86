using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Commands;
using Bellwether.Configuration;
using Bellwether.Running;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Backtesting;

/// <summary>A backtest watches the alerts of its configuration as a run does.</summary>
public sealed class BacktestAlertTests : IDisposable
{
    const string Configuration = """
        strategy: { name: never, entry: { long: "close < 0" } }
        risk: { sizing: { shares: 1 } }
        simulation: { fills: barClose }
        """;

    const string Alerts = """

        alerts:
          rules:
            - { name: high, when: close > 10, rearm: close < 9, severity: critical }
            - { name: low, when: close < 9, trigger: level }
        """;

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    async Task<(int Code, string Output, string Error)> Backtest(string configuration, params string[] more)
    {
        double[] closes = [8, 11, 12, 9.5, 11, 8, 7, 10.5];
        var bars = folder.File("bars/IBM.csv", "timestamp,open,high,low,close,volume\n" + string.Concat(closes.Select((c, i) => string.Create(
            CultureInfo.InvariantCulture, $"2024-03-04T09:{30 + i}:00-05:00,{c},{c},{c},{c},100\n"))));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["backtest", folder.File("watch.yaml", configuration), "--data", bars, .. more], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task Alerts_are_listed_with_their_times()
    {
        var (code, output, error) = await Backtest(Configuration + Alerts, "--format", "json");
        Assert.True(code == 0, error);
        var result = JsonNode.Parse(output)!;
        // An edge at the second close, none while it hovers above 9, the next one at the last; below 9 at the first, the sixth and the seventh. A bar's close is its minute's end.
        Assert.Equal(5, (int)result["alertCount"]!);
        Assert.Equal(
            [("2024-03-04T14:31:00Z", "warning", "IBM: low", "close < 9; close 8"),
             ("2024-03-04T14:32:00Z", "critical", "IBM: high", "close > 10; close 11"), ("2024-03-04T14:36:00Z", "warning", "IBM: low", "close < 9; close 8"),
             ("2024-03-04T14:37:00Z", "warning", "IBM: low", "close < 9; close 7"), ("2024-03-04T14:38:00Z", "critical", "IBM: high", "close > 10; close 10.5")],
            result["alerts"]!.AsArray().Select(a => ((string)a!["time"]!, (string)a["severity"]!, (string)a["title"]!, (string)a["text"]!)));
    }

    [Fact]
    public async Task People_read_how_many_and_the_first_ones()
    {
        var (_, output, _) = await Backtest(Configuration + Alerts);
        Assert.Contains("alerts       5\n  2024-03-04T14:31:00Z warning: IBM: low (close < 9; close 8)\n  2024-03-04T14:32:00Z critical: IBM: high (close > 10; close 11)\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_changes_no_decision_and_without_alerts_nothing_is_said_of_them()
    {
        var plain = JsonNode.Parse((await Backtest(Configuration, "--format", "json")).Output)!.AsObject();
        var watched = JsonNode.Parse((await Backtest(Configuration + Alerts, "--format", "json")).Output)!.AsObject();
        Assert.Equal((string)plain["hash"]!, (string)watched["hash"]!);
        Assert.False(plain.ContainsKey("alerts") || plain.ContainsKey("alertCount"));
    }

    [Fact]
    public void The_value_of_a_webhooks_header_comes_from_the_environment_and_is_never_shown()
    {
        var settings = new AlertSettings { Webhook = "http://127.0.0.1:9/", WebhookHeader = new WebhookHeaderSettings { Variable = "TOKEN" } };
        var header = WebhookHeader.Of(settings, name => name == "TOKEN" ? " Bearer 5ecret " : null)!;
        Assert.Equal(("Authorization", "Bearer 5ecret"), (header.Name, header.Value));
        Assert.DoesNotContain("5ecret", header.ToString(), StringComparison.Ordinal);
        Assert.Null(WebhookHeader.Of(new AlertSettings(), _ => "x"));
        Assert.Contains("environment variable TOKEN is not set", Assert.Throws<RunException>(() => WebhookHeader.Of(settings, _ => "")).Message, StringComparison.Ordinal);
        var message = Assert.Throws<RunException>(() => WebhookHeader.Of(settings, _ => "5ecret\r\nX-Other: 1")).Message;
        Assert.Contains("printable ASCII", message, StringComparison.Ordinal);
        Assert.DoesNotContain("5ecret", message, StringComparison.Ordinal);
    }
}
