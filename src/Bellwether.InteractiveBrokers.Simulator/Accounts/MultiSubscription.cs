namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A subscription by account or model: to the values, or to the positions.</summary>
/// <param name="RequestId">The client's number for it.</param>
/// <param name="Accounts">Whose.</param>
/// <param name="Model">Echoed; no account of the simulation is divided into models.</param>
/// <param name="LedgerOnly">Of the values only the ledger and the net liquidation value.</param>
sealed record MultiSubscription(int RequestId, IReadOnlyList<SimulatedAccount> Accounts, string Model, bool LedgerOnly = false);
