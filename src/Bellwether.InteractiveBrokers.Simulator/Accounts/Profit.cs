using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Profits of an account or of one position, after commissions.</summary>
/// <param name="Daily">Since the day began.</param>
/// <param name="Unrealized">Of what is held.</param>
/// <param name="Realized">Of what was closed since the day began.</param>
/// <param name="Value">What is held is worth; negative when short.</param>
readonly record struct Profit(Money Daily, Money Unrealized, Money Realized, Money Value);

/// <summary>A subscription to profits. <paramref name="Symbol"/> is −1 for the whole account.</summary>
sealed record FollowedProfit(int RequestId, SimulatedAccount Account, int Symbol)
{
    /// <summary>What the client was told last.</summary>
    public Profit? Last { get; set; }
}
