using NodaTime;

namespace Bellwether.Configuration;

enum PredictionMode
{
    /// <summary>The demonstration service, inside this process.</summary>
    Embedded,

    /// <summary>A prediction service over HTTP.</summary>
    Http,

    /// <summary>No predictions.</summary>
    None,
}

sealed record PredictionSettings
{
    [Setting("embedded: the demonstration service inside this process; http: a service at url; none: no predictions.")]
    public PredictionMode Mode { get; init; } = PredictionMode.Embedded;

    [Setting("Base address of the prediction service with mode http.", Example = "http://127.0.0.1:5090")]
    public string Url { get; init; } = "http://127.0.0.1:5090";

    [Setting("How often predictions are asked for.", Least = "1s", Most = "24h")]
    public Duration Every { get; init; } = Duration.FromMinutes(1);

    [Setting("How long to wait for an answer before the request counts as failed.", Least = "1s", Most = "10m")]
    public Duration Deadline { get; init; } = Duration.FromSeconds(5);

    [Setting("A prediction older than this is not acted on.", Least = "1s", Most = "24h")]
    public Duration MaxAge { get; init; } = Duration.FromMinutes(3);

    [Setting("Models to ask for, by name.", Example = "[demo-1]")]
    public IReadOnlyList<string> Models { get; init; } = ["demo-1"];

    [Setting("Seed of the demonstration service's predictions.", Least = "0")]
    public long Seed { get; init; } = 1;
}
