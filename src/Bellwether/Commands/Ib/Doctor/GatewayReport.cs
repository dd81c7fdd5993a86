using Bellwether.InteractiveBrokers;

namespace Bellwether.Commands.Ib.Doctor;

/// <summary>What a gateway turned out to be.</summary>
sealed class GatewayReport
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required int ClientId { get; init; }

    /// <summary>Null when there was no session.</summary>
    public ClientStatus? Status { get; set; }

    /// <summary>Round trips, in the order they were made.</summary>
    public IReadOnlyList<TimeSpan> RoundTrips { get; set; } = [];

    /// <summary>The gateway's clock minus this machine's; null when it is not known.</summary>
    public TimeSpan? ClockOffset { get; set; }

    public List<MarketDataAccess> MarketData { get; } = [];

    public List<Finding> Findings { get; } = [];

    public Severity Verdict => Findings.Count == 0 ? Severity.Ok : Findings.Max(f => f.Severity);

    public void Add(Severity severity, string topic, string text, string advice = "") => Findings.Add(new(severity, topic, text, advice));

    /// <summary>The middle one of the round trips.</summary>
    public TimeSpan MedianRoundTrip => RoundTrips.Order().ElementAt(RoundTrips.Count / 2);
}

/// <summary>What kind of data the login may see of a symbol.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Type">The kind that came; unknown when none did.</param>
/// <param name="HasTicks">Whether prices came while the doctor looked.</param>
/// <param name="Code">The code that refused or restricted the data; 0 for none.</param>
sealed record MarketDataAccess(string Symbol, QuoteType Type, bool HasTicks, int Code);
