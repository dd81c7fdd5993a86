using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>Indicators that a chart asks a running desk for, while its minutes come.</summary>
public sealed class IndicatorsOfARunTests
{
    const string Query = "api/indicators?symbols=AAPL&indicator=ema(20)&indicator=macd(12,26,9)&indicator=vwap(1)&bar=1m&from=2025-03-03";

    [Fact]
    public async Task They_go_on_with_every_minute_and_are_those_of_the_command_over_what_was_kept()
    {
        using var folder = new ScratchFolder();
        await using var run = BellwetherProcess.Start(folder.Path, "run", "--speed", "300", "--dashboard-port", "0", "--format", "json", "--set", "data.record=true", "--set", "data.directory=kept");
        var line = await run.ErrorAsync("dashboard http://");
        using var client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]), Timeout = TimeSpan.FromSeconds(30) };
        var few = await UntilAsync(client, run, 5);
        var more = await UntilAsync(client, run, few.Count + 10);
        // What was told stays as it was.
        Assert.Equal(few.Select(Text), more.Take(few.Count).Select(Text));
        // The sessions before the run are behind the first value.
        Assert.Equal("2025-03-03T14:30:00Z", more[0].GetProperty("time_utc").GetString());
        Assert.All(more, row => Assert.Equal(JsonValueKind.Number, row.GetProperty("macd(12,26,9).signal").ValueKind));

        await run.SignalAsync("TERM");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);

        var computed = await BellwetherProcess.RunAsync(folder.Path, "indicators", "compute", "--symbols", "AAPL", "--bar", "1m", "--data-dir", "kept", "--from", "2025-01-01", "--indicator", "ema(20)", "--indicator", "macd(12,26,9)", "--indicator", "vwap(1)");
        Assert.Equal(0, computed.ExitCode);
        Assert.EndsWith(",ema(20),\"macd(12,26,9)\",\"macd(12,26,9).signal\",\"macd(12,26,9).hist\",vwap(1),vwap(1).upper,vwap(1).lower", computed.Output[0], StringComparison.Ordinal);
        string[] names = ["ema(20)", "macd(12,26,9)", "macd(12,26,9).signal", "macd(12,26,9).hist", "vwap(1)", "vwap(1).upper", "vwap(1).lower"];
        foreach (var row in more)
        {
            var expected = computed.Output.Single(l => l.StartsWith($"AAPL,{row.GetProperty("time_utc").GetString()},", StringComparison.Ordinal)).Split(',');
            Assert.Equal(expected[^7..].Select(v => double.Parse(v, CultureInfo.InvariantCulture)), names.Select(n => row.GetProperty(n).GetDouble()));
        }
    }

    static string Text(JsonElement row) => row.GetRawText();

    /// <summary>Asks until so many rows are there.</summary>
    static async Task<List<JsonElement>> UntilAsync(HttpClient client, BellwetherProcess run, int rows)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var text = "";
        try
        {
            while (true)
            {
                using var response = await client.GetAsync(new Uri(Query, UriKind.Relative), deadline.Token);
                text = await response.Content.ReadAsStringAsync(deadline.Token);
                // Nothing is known of the symbol until its history has come.
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, text);
                if (response.IsSuccessStatusCode && JsonDocument.Parse(text).RootElement.EnumerateArray().ToList() is var found && found.Count >= rows) return found;
                await poll.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"there were no {rows} rows in 90 s: {text[..Math.Min(400, text.Length)]}\n{string.Join('\n', run.Errors)}");
            return [];
        }
    }
}
