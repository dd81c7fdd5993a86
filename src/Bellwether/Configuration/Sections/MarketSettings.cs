using NodaTime;

namespace Bellwether.Configuration;

enum MarketKind
{
    /// <summary>A made-up market from a seed.</summary>
    Synthetic,

    /// <summary>Recorded bars.</summary>
    Replay,
}

sealed record MarketSettings
{
    [Setting("synthetic: a made-up market from a seed; replay: recorded bars.")]
    public MarketKind Kind { get; init; } = MarketKind.Synthetic;

    [Setting("Seed of the synthetic market and of everything random in the simulation: the same seed gives the same day.", Least = "0")]
    public long Seed { get; init; } = 1;

    [Setting("First session of the synthetic market, New York date.")]
    public LocalDate Session { get; init; } = new(2025, 3, 3);

    [Setting("Virtual seconds that pass in a second of wall time; 1 is real time, 0 as fast as possible. Backtests ignore it.", Least = "0", Most = "100000")]
    public decimal Speed { get; init; } = 60;

    [Setting("Folder of bar files to replay; needed with kind replay.", Example = "data/minute")]
    public string? Data { get; init; }

    [Setting("First session, New York date; needed with kind replay, and with kind synthetic in place of session.", Example = "2013-10-07")]
    public LocalDate? Date { get; init; }

    [Setting("Last session, New York date, inclusive: the run ends at its close. Without it a replay ends with its first session, and so does a synthetic run without a display.", Example = "2013-10-11")]
    public LocalDate? Until { get; init; }

    /// <summary>The first session that is played; null for a replay that names none.</summary>
    public LocalDate? FirstSession() => Date ?? (Kind == MarketKind.Synthetic ? Session : null);
}
