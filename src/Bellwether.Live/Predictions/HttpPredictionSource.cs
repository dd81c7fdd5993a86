using System.Net;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Live;

/// <summary>
/// Asks a prediction service over HTTP: <c>GET BASE/v1/predictions?symbols=…&amp;asOf=…</c>. One deadline covers the whole call, and a body is read up to a
/// limit before it is parsed. What goes wrong is an answer with a reason; the next poll is the retry.
/// </summary>
public sealed class HttpPredictionSource : IPredictionSource, IDisposable
{
    const int LargestBody = 1 << 20;

    readonly HttpClient client;
    readonly InstrumentTable instruments;
    readonly IReadOnlyList<string> models;
    readonly TimeSpan deadline;
    readonly string symbols;

    /// <param name="address">Base address of the service.</param>
    /// <param name="instruments">The symbols that are asked for.</param>
    /// <param name="models">Names of the models whose predictions are taken; their places are the model numbers.</param>
    /// <param name="deadline">How long one call may take in wall time.</param>
    public HttpPredictionSource(Uri address, InstrumentTable instruments, IReadOnlyList<string> models, TimeSpan deadline)
    {
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback, AutomaticDecompression = DecompressionMethods.None, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        this.instruments = instruments;
        this.models = models;
        this.deadline = deadline;
        symbols = string.Join(',', instruments.All.ToArray().Select(i => Uri.EscapeDataString(i.Symbol)));
    }

    public void Dispose() => client.Dispose();

    public async Task<PredictionAnswer> AskAsync(Instant asOf, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(deadline);
        try
        {
            var question = new Uri($"v1/predictions?symbols={symbols}&asOf={InstantPattern.ExtendedIso.Format(asOf)}", UriKind.Relative);
            using var response = await client.GetAsync(question, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK) return Failed($"HTTP {(int)response.StatusCode} from {client.BaseAddress}");
            var body = await BodyAsync(response, timer.Token).ConfigureAwait(false);
            return body is null ? Failed($"the answer is larger than {LargestBody / 1024} KiB") : PredictionReply.Read(body, instruments, models);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer from {client.BaseAddress} in {deadline.TotalSeconds:0.###} s"));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return Failed($"no connection to {client.BaseAddress} ({problem.Message})");
        }
    }

    static async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > LargestBody) return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var length)
        {
            if (body.Length + length > LargestBody) return null;
            body.Write(buffer, 0, length);
        }
        return body.ToArray();
    }

    static PredictionAnswer Failed(string why) => new([], TimeSpan.Zero, why);
}
