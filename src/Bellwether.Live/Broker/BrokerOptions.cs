using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>What a broker session is for and under which name.</summary>
/// <param name="Account">The account that must be there; null = the only one.</param>
/// <param name="AllowsLiveAccount">False: an account that is not a paper one is refused.</param>
/// <param name="Nonce">Marks this run's orders.</param>
/// <param name="ClientId">The API client id.</param>
/// <param name="HistoryDuration">How far back the indicators are warmed up, in the broker's form (<c>2 D</c>).</param>
public sealed record BrokerOptions(string? Account, bool AllowsLiveAccount, string Nonce, int ClientId, string HistoryDuration = "2 D")
{
    /// <summary>Market data lines of the account, from 1: each symbol takes two, for quotes and for bars. Default: 1,000.</summary>
    public int MarketDataLines { get; init; } = 1_000;

    /// <summary>New requests for five-second bars that the broker takes in ten minutes; null when it takes any number, as an embedded gateway does. Default: 60.</summary>
    public int? RealTimeBarsPerTenMinutes { get; init; } = 60;

    /// <summary>How old a quote may become in the session. Default: 5 seconds for liquid symbols, 30 for others.</summary>
    public StalenessLimits Staleness { get; init; } = new();

    /// <summary>When the gateway restarts every day; null when it does not, or nobody said.</summary>
    public BlackoutCalendar? Blackout { get; init; }

    /// <summary>Ports that a gateway may send the desk to (code 1300), besides the one it was reached at. Default: none.</summary>
    public IReadOnlyList<int> AlternativePorts { get; init; } = [];
}
