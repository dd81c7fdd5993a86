namespace Bellwether.Predictions.Service;

/// <summary>Where the prediction service listens and what it answers.</summary>
public sealed record PredictionServerOptions
{
    /// <summary>An IP address of this machine or <c>localhost</c>; the service has no authentication, so keep it to the loopback.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 to 65535; 0 lets the system choose a free port.</summary>
    public int Port { get; init; }

    /// <summary>Seed of the opinions.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Name under which the opinions are given.</summary>
    public string Model { get; init; } = "demo-1";

    /// <summary>Clock for requests that name no time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
