using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// All orders and executions of a gateway as values: what <see cref="OrderDesk.Capture"/> gives and <see cref="OrderDesk.Restore"/> goes on from. Prices, money and
/// quantities in their own small units; times in nanoseconds since the Unix epoch. <see cref="OrderDeskJson"/> writes it as JSON.
/// </summary>
/// <param name="FirstPermId">Permanent id of the first order.</param>
/// <param name="LastBound">The latest id given to a manual order; 0 or below.</param>
/// <param name="Groups">Venue numbers of one-cancels-all groups by account and name.</param>
/// <param name="Orders">Every order, ended ones too, in order of permanent id.</param>
/// <param name="Venue">The live ones as the venue has them.</param>
/// <param name="Executions">Every execution, in order.</param>
sealed record OrderDeskState(
    long FirstPermId, int LastBound, SortedDictionary<string, long> Groups, IReadOnlyList<BrokerOrderState> Orders, IReadOnlyList<VenueOrderState> Venue,
    IReadOnlyList<BrokerExecutionState> Executions);

/// <summary>A <see cref="BrokerOrder"/> as values.</summary>
/// <param name="ParentPermId">0 for none.</param>
/// <param name="VenueId">0 when it is not transmitted.</param>
/// <param name="Terms">A placeOrder message of server version 200 without its length: the one full text form of an order's terms.</param>
sealed record BrokerOrderState(
    int ClientId, int OrderId, long PermId, string Symbol, string Account, long ParentPermId, bool IsManual, long VenueId, OrderStatusKind Status, string WhyHeld,
    bool Triggered, bool WaitsForShares, long EndedAt, string EndedAs, Quantity Filled, Money Value, Price LastFill, byte[] Terms);

/// <summary>A <see cref="BrokerExecution"/> as values.</summary>
sealed record BrokerExecutionState(
    long PermId, string ExecId, long Time, Side Side, Quantity Shares, Price Price, Quantity Cumulative, double AveragePrice, Money Commission, Money? Realized)
{
    /// <summary>The order was resting and added liquidity.</summary>
    public bool AddedLiquidity { get; init; }
}
