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
    readonly HttpClient client;
    readonly Channel<AlertRow> queue = Channel.CreateBounded<AlertRow>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    readonly Task posting;
    long lost;

    /// <param name="address">Where to.</param>
    /// <param name="header">Goes with every post: a name and a value that is never shown; null = none.</param>
    /// <param name="least">Least severity that is posted.</param>
    /// <param name="configuration">Short hash of the configuration, for the receiver.</param>
    /// <param name="log">Takes what a person must know.</param>
    public AlertWebhook(Uri address, WebhookHeader? header, AlertSeverity least, string configuration, Action<string> log)
    {
        (this.address, this.least, this.configuration, this.log) = (address, least, configuration, log);
        // Another address that the first one points to must not learn the header.
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = header is null }) { Timeout = Deadline };
        if (header is not null) client.DefaultRequestHeaders.TryAddWithoutValidation(header.Name, header.Value);
        posting = PostAllAsync();
    }

    /// <summary>The address as it may be shown: what stands behind the host can be a secret.</summary>
    string Place => address.GetLeftPart(UriPartial.Authority);

    public void Raised(AlertRow alert)
    {
        if (alert.Severity < least) return;
        if (!queue.Writer.TryWrite(alert)) Interlocked.Increment(ref lost);
    }

    /// <summary>Posts what waits, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        if (await Task.WhenAny(posting, Task.Delay(TimeSpan.FromSeconds(10))) != posting) log($"alerts: {Place} is too slow; {queue.Reader.Count} alerts were not posted. They are in the journal");
        if (lost > 0) log($"alerts: {lost} alerts came faster than {Place} took them and were not posted. They are in the journal");
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
                log($"alerts: {Place} did not take \"{alert.Title}\" in {attempt + 1} attempts ({problem}). It is in the journal");
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
