using NodaTime;

namespace Bellwether.Simulation;

/// <summary>How a <see cref="SyntheticMarket"/> behaves.</summary>
public sealed record SyntheticMarketOptions
{
    /// <summary>The same seed gives the same market. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Date of the session with which the market starts (New York); when it is none, the next one. Default: 2025-06-02.</summary>
    public LocalDate FirstSession { get; init; } = new(2025, 6, 2);

    /// <summary>Sessions before it whose minute bars exist as history. Default: 5.</summary>
    public int HistorySessions { get; init; } = 5;

    /// <summary>Correlation of the returns of any two symbols, 0 to 1 (exclusive): each follows one common factor by its square root. Default: 0.4.</summary>
    public double Correlation { get; init; } = 0.4;

    /// <summary>Overnight variance as a share of the variance of a session. Default: 0.25.</summary>
    public double OvernightVariance { get; init; } = 0.25;

    /// <summary>Quotes and a few trades from 04:00 to 20:00 New York time (17:00 on half days) around each session that is played. Default: false.</summary>
    public bool ExtendedHours { get; init; }

    /// <summary>Symbols that differ from what the seed would give them, by ticker.</summary>
    public IReadOnlyDictionary<string, SyntheticSymbolOptions> Symbols { get; init; } = new Dictionary<string, SyntheticSymbolOptions>();
}

/// <summary>One symbol of a synthetic market; what is null comes from the seed and the ticker.</summary>
public sealed record SyntheticSymbolOptions
{
    /// <summary>Dollars, at least 5. From the seed: 20 to 400.</summary>
    public double? Price { get; init; }

    /// <summary>Standard deviation of a year's return, such as 0.3 for 30 %. From the seed: 0.2 to 0.5.</summary>
    public double? AnnualVolatility { get; init; }

    /// <summary>Distance of bid and ask in price steps, at least 1. From the seed: 1 to 4.</summary>
    public int? SpreadTicks { get; init; }

    /// <summary>Shares a session, at least 23,400. From the seed: 2 to 30 million.</summary>
    public double? DailyVolume { get; init; }
}
