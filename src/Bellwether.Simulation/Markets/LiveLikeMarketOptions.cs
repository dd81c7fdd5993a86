namespace Bellwether.Simulation;

/// <summary>How a <see cref="LiveLikeMarket"/> behaves.</summary>
public sealed record LiveLikeMarketOptions
{
    /// <summary>Prices, spreads, volumes and correlation, as for a <see cref="SyntheticMarket"/>; its first session and history are of no matter here.</summary>
    public SyntheticMarketOptions Prices { get; init; } = new();

    /// <summary>Steps a second, in nearly each of which a symbol's quote changes: a divisor of 1,000, 1 to 20. Default: 4.</summary>
    public int UpdatesPerSecond { get; init; } = 4;

    /// <exception cref="ArgumentException">Out of range.</exception>
    public void Validate()
    {
        if (UpdatesPerSecond is < 1 or > 20 || 1_000 % UpdatesPerSecond != 0)
            throw new ArgumentException($"{nameof(LiveLikeMarketOptions)}.{nameof(UpdatesPerSecond)} is {UpdatesPerSecond}; expected 1, 2, 4, 5, 8, 10 or 20");
    }
}
