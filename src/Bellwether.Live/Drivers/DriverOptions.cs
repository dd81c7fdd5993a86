using Bellwether.Engine;
using Bellwether.InteractiveBrokers;
using NodaTime;

namespace Bellwether.Live;

/// <summary>How a driver connects, what it shows, and when it ends.</summary>
public sealed record DriverOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required int ClientId { get; init; }

    public required AccountMode Mode { get; init; }

    /// <summary>First eight hex digits of the configuration's hash, for viewers.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>The run ends when this time is reached; null = when it is stopped.</summary>
    public Instant? Until { get; init; }

    /// <summary>How long an answer of the prediction service may take.</summary>
    public TimeSpan PredictionDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Takes a copy of what passes between desk and gateway; null for none.</summary>
    public WireCapture? Capture { get; init; }

    /// <summary>Times the waits between two connections, and carries the time of a session on. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told what a person should read as it happens: one line each.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}

/// <summary>How a run ended.</summary>
/// <param name="IsDeterministic">
/// Nothing of the outside world's timing reached the engine: another run with the same seed takes the same decisions. Always false in real time.
/// </param>
public sealed record DriverEnd(bool IsDeterministic);
