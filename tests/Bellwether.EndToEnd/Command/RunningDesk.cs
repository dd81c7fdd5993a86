using System.Diagnostics;
using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>Looks at a running process through its dashboard's interface for programs.</summary>
static class RunningDesk
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Waits until the desk of a run looks as <paramref name="expected"/> says.</summary>
    public static async Task<JsonElement> UntilAsync(BellwetherProcess run, Func<JsonElement, bool> expected)
    {
        var line = await run.ErrorAsync("dashboard http://");
        using var client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]), Timeout = TimeSpan.FromSeconds(10) };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var response = await client.GetAsync(new Uri("api/snapshot", UriKind.Relative), TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            // There is no desk to look at until the first snapshot.
            if (response.IsSuccessStatusCode && JsonDocument.Parse(text).RootElement is var desk && expected(desk)) return desk;
            if (waited.Elapsed > Patience) Assert.Fail($"the desk did not come to what was expected in {Patience.TotalSeconds:0} s: {text}\n{string.Join('\n', run.Errors)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
