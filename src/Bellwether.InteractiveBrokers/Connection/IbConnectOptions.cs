using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>How to connect.</summary>
public sealed record IbConnectOptions
{
    /// <summary>
    /// The oldest gateway to work with. The default is the first version that sends all sizes and volumes in shares and names the zone of every
    /// time; at least 100.
    /// </summary>
    public int MinVersion { get; init; } = ServerVersions.BondIssuerId;

    /// <summary>The newest version to speak; at most 200, the last that is text.</summary>
    public int MaxVersion { get; init; } = ServerVersions.Highest;

    /// <summary>Passed on with the client id; normally empty.</summary>
    public string OptionalCapabilities { get; init; } = "";

    /// <summary>How long the connection and the handshake may take together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Measures <see cref="Timeout"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Takes a copy of every frame after the handshake, in both directions; null for none. It outlives the connection: its owner disposes it.</summary>
    public WireCapture? Capture { get; init; }

    internal void Check()
    {
        if (MinVersion < ServerVersions.Lowest || MaxVersion > ServerVersions.Highest || MinVersion > MaxVersion)
        {
            throw new ArgumentException(
                $"versions {MinVersion} to {MaxVersion}: expected a range within {ServerVersions.Lowest} to {ServerVersions.Highest}; correct MinVersion and MaxVersion");
        }
        if (Timeout <= TimeSpan.Zero) throw new ArgumentException($"timeout {Timeout}: expected more than zero; correct Timeout");
    }
}
