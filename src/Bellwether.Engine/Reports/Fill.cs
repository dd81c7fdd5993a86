using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>An execution as it was applied.</summary>
/// <param name="Sequence">Number of its journal record.</param>
/// <param name="Order">The engine's order number, 0 when the order is not ours.</param>
/// <param name="Role">What the order was for; 0 when it is not ours.</param>
/// <param name="Quantity">Shares, positive.</param>
/// <param name="Realised">Profit that it realised, before commission.</param>
/// <param name="LedgerPlace">Its place in the <see cref="ExecutionLedger"/>, for the commission that follows.</param>
public readonly record struct Fill(
    long Sequence, long Time, int Symbol, Side Side, Quantity Quantity, Price Price, Quantity PositionAfter, Money Realised, long Order, OrderRole Role,
    ExecutionId Execution, int LedgerPlace);
