using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Bellwether.Engine;
using NodaTime.Text;

namespace Bellwether.Running;

/// <summary>
/// Posts alerts to an address, one after the other, each up to three times. The engine never waits for it: what does not fit into its queue is counted and said.
/// </summary>
sealed class AlertWebhook : IAlertSink, IAsyncDisposable
{
    const int Waiting = 1_000;

    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    readonly Uri address;
    readonly AlertSeverity least;
    readonly string configuration;
    readonly Action<string> log;
    readonly HttpClient client = new() { Timeout = Deadline };
    readonly Channel<AlertRow> queue = Channel.CreateBounded<AlertRow>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    readonly Task posting;
    long lost;

    public AlertWebhook(Uri address, AlertSeverity least, string configuration, Action<string> log)
    {
        (this.address, this.least, this.configuration, this.log) = (address, least, configuration, log);
        posting = PostAllAsync();
    }

    public void Raised(AlertRow alert)
    {
        if (alert.Severity < least) return;
        if (!queue.Writer.TryWrite(alert)) Interlocked.Increment(ref lost);
    }

    /// <summary>Posts what waits, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        if (await Task.WhenAny(posting, Task.Delay(TimeSpan.FromSeconds(10))) != posting) log($"alerts: {address} is too slow; {queue.Reader.Count} alerts were not posted. They are in the journal");
        if (lost > 0) log($"alerts: {lost} alerts came faster than {address} took them and were not posted. They are in the journal");
        client.Dispose();
    }

    async Task PostAllAsync()
    {
        await foreach (var alert in queue.Reader.ReadAllAsync()) await PostAsync(alert);
    }

    async Task PostAsync(AlertRow alert)
    {
        for (var attempt = 0; ; attempt++)
        {
            var problem = await TryPostAsync(alert);
            if (problem is null) return;
            if (attempt == Pauses.Length)
            {
                log($"alerts: {address} did not take \"{alert.Title}\" in {attempt + 1} attempts ({problem}). It is in the journal");
                return;
            }
            await Task.Delay(Pauses[attempt]);
        }
    }

    /// <returns>Null when it was taken, else what went wrong.</returns>
    async Task<string?> TryPostAsync(AlertRow alert)
    {
        var body = new JsonObject
        {
            ["sequence"] = alert.Sequence,
            ["time"] = InstantPattern.ExtendedIso.Format(alert.Time),
            ["severity"] = alert.Severity.ToString().ToLowerInvariant(),
            ["title"] = alert.Title,
            ["text"] = alert.Text,
            ["configuration"] = configuration,
        };
        try
        {
            using var answer = await client.PostAsJsonAsync(address, body);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or ObjectDisposedException)
        {
            return problem is TaskCanceledException ? $"no answer in {Deadline.TotalSeconds:0} s" : problem.Message;
        }
    }
}
