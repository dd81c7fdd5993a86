using System.Net;
using System.Net.Sockets;
using Bellwether.Core;
using Microsoft.AspNetCore.Connections;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Predictions.Service;

/// <summary>
/// A small HTTP service that answers with predictions of the <see cref="DemoModel"/>:
/// <c>GET /v1/predictions?symbols=SPY,IBM&amp;asOf=2024-01-02T14:30:00Z</c> and <c>GET /health</c>. The answer depends on seed, symbols and asOf only; each
/// prediction is dated at the whole minute of asOf, so that asking twice in a minute gives the same prediction twice. A wrong request is answered with 400 and
/// <c>{"error": {"field", "value", "expected"}}</c>.
/// </summary>
public sealed class PredictionServer : IAsyncDisposable
{
    readonly WebApplication application;

    PredictionServer(WebApplication application, Uri address)
    {
        this.application = application;
        Address = address;
    }

    /// <summary>Where it answers, with the port that the system chose.</summary>
    public Uri Address { get; }

    public int Port => Address.Port;

    /// <summary>Starts the service; it runs until disposed.</summary>
    /// <exception cref="PredictionServerException">The host or port cannot be used.</exception>
    public static async Task<PredictionServer> StartAsync(PredictionServerOptions options, CancellationToken cancellationToken = default)
    {
        var host = AddressOf(options.Host);
        if (options.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new PredictionServerException($"port {options.Port}: expected 0 (any free port) to 65535");

        // The empty builder reads no environment variables and no settings file: what the options say is all there is.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(host, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));
        var application = builder.Build();
        application.UseRouting();
        Map(application, options);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new PredictionServerException(
                $"port {options.Port} on {options.Host} is in use by another program; choose another port, 0 for any free one, or end that program", error);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new PredictionServerException(
                $"cannot listen on {options.Host} port {options.Port}: {error.Message}; expected an address of this machine and a port that this user may open", error);
        }
        return new PredictionServer(application, new Uri(application.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync().ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    static IPAddress AddressOf(string host)
    {
        if (host == "localhost") return IPAddress.Loopback;
        return IPAddress.TryParse(host, out var address)
            ? address
            : throw new PredictionServerException($"host \"{host}\": expected localhost or an IP address of this machine, such as 127.0.0.1");
    }

    static void Map(WebApplication application, PredictionServerOptions options)
    {
        var model = new DemoModel(options.Seed);
        application.MapGet("/health", () => Results.Json(new HealthAnswer("ok", options.Model, options.Seed), AnswerJson.Default.HealthAnswer));
        application.MapGet("/v1/predictions", (HttpRequest request) =>
        {
            var now = Instant.FromDateTimeOffset(options.Clock.GetUtcNow());
            var (query, error) = PredictionQuery.Parse(request.Query["symbols"], request.Query["asOf"], now);
            return query is null
                ? Results.Json(new ErrorAnswer(error!), AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status400BadRequest)
                : Results.Json(Answer(model, options.Model, query), AnswerJson.Default.PredictionsAnswer);
        });
        application.MapFallback("{*path}", (HttpRequest request) => Results.Json(
            new ErrorAnswer(new RequestError("path", request.Path.Value ?? "", "GET /v1/predictions or GET /health")),
            AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status404NotFound));
    }

    static PredictionsAnswer Answer(DemoModel model, string name, PredictionQuery query)
    {
        var minute = EngineTime.ToInstant(EngineTime.From(query.AsOf) / EngineTime.Minute * EngineTime.Minute);
        var dated = InstantPattern.ExtendedIso.Format(minute);
        return new PredictionsAnswer(
            name,
            InstantPattern.ExtendedIso.Format(query.AsOf),
            model.LatencyMilliseconds(query.AsOf),
            [.. query.Symbols.Select(symbol =>
            {
                var opinion = model.On(symbol, minute);
                return new PredictionItem(symbol, SignalWords.Of(opinion.Direction), opinion.Confidence, (int)DemoModel.Horizon.TotalMinutes, dated);
            })]);
    }
}
