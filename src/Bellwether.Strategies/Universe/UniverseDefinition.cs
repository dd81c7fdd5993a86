using Bellwether.MarketData;

namespace Bellwether.Strategies;

/// <summary>By what a universe is chosen.</summary>
public sealed record UniverseDefinition
{
    /// <summary>Conditions on the statistics of a session (docs/rules.md), all of which must hold for a symbol to enter.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Conditions that must hold for a member to stay; none = the rules for entering.</summary>
    public IReadOnlyList<string> Stay { get; init; } = [];

    /// <summary>An amount by which symbols are ranked, the greatest first; null = in the order of the candidates.</summary>
    public string? Rank { get; init; }

    public UniverseOptions Options { get; init; } = new();
}

/// <summary>Where a candidate stands, and why.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="IsIn">It is a member.</param>
/// <param name="Since">The session from which on that is so; null when it was never in.</param>
/// <param name="Rule">The text that decides: the first one that does not hold, or by which it is ranked.</param>
/// <param name="Value">Its value after the last session: of a comparison the left side, of another condition 1 or 0; <see cref="double.NaN"/> = unknown.</param>
/// <param name="Reason">In words.</param>
public sealed record UniverseRow(string Symbol, bool IsIn, NodaTime.LocalDate? Since, string Rule, double Value, string Reason)
{
    /// <summary>Why the symbol may not be entered, for people; null when it is a member.</summary>
    public string? Problem => IsIn ? null
        : Rule.Length == 0 ? "not in the universe: " + Reason
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"not in the universe: {Rule} ({(double.IsNaN(Value) ? "unknown" : Value)}): {Reason}");
}
