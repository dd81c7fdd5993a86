using NodaTime;

namespace Bellwether.Strategies.Rules;

/// <summary>The definition of a rule strategy as a configuration states it; texts are expressions (docs/rules.md).</summary>
public sealed record RuleStrategyOptions
{
    public required string Name { get; init; }

    /// <summary>Names and calls, in the order given.</summary>
    public IReadOnlyList<(string Name, string Call)> Indicators { get; init; } = [];

    /// <summary>Condition for a long entry; null = none (with <see cref="Prediction"/>: no further condition).</summary>
    public string? EnterLong { get; init; }

    public string? EnterShort { get; init; }

    /// <summary>Entries follow predictions that pass this gate; null = entries follow the conditions alone.</summary>
    public PredictionGate? Prediction { get; init; }

    /// <summary>New York time of day, inclusive; null = from the open.</summary>
    public LocalTime? EntryFrom { get; init; }

    /// <summary>New York time of day, exclusive; null = until the close.</summary>
    public LocalTime? EntryUntil { get; init; }

    /// <summary>No new entry in a symbol for this long after its last entry and after its last position was closed.</summary>
    public Duration Cooldown { get; init; }

    public string? ExitLong { get; init; }

    public string? ExitShort { get; init; }

    /// <summary>Everything is flat this long before the session's close; zero = positions stay.</summary>
    public Duration FlatBeforeClose { get; init; }

    /// <summary>Distance of the protective stop, dollars a share; null = no stop.</summary>
    public string? Stop { get; init; }

    /// <summary>Distance of the target, dollars a share; null = no target.</summary>
    public string? Target { get; init; }
}

/// <summary>What a prediction must be to be followed.</summary>
/// <param name="Confidence">Least stated confidence, 0 to 1.</param>
/// <param name="Long">Follow predictions of a rise.</param>
/// <param name="Short">Follow predictions of a fall.</param>
public sealed record PredictionGate(double Confidence, bool Long, bool Short);
