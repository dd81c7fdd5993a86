using Bellwether.Core;

namespace Bellwether.Positions;

/// <summary>
/// What is held of one symbol and what it has earned. Average cost is never stored: cost and quantity are, and both are exact.
/// </summary>
public struct Position
{
    /// <summary>Shares, negative when short.</summary>
    public Quantity Quantity;

    /// <summary>What the present shares cost, negative when short: the proceeds received for them.</summary>
    public Money Cost;

    /// <summary>Profit of closed shares by the average-cost method, before commission.</summary>
    public Money Realised;

    /// <summary>Commissions paid in this symbol, positive.</summary>
    public Money Commission;

    /// <summary>Price of the latest mark; zero until the first.</summary>
    public Price Last;

    /// <summary>When the present position was opened, nanoseconds since the Unix epoch; 0 when flat.</summary>
    public long OpenedAt;

    /// <summary>Sum of adjustments that no execution explains (positions found at the broker, shares that splits made), signed.</summary>
    public Quantity Adjusted;

    /// <summary>Traded or adjusted at least once in this run.</summary>
    public bool Touched;

    public readonly bool IsFlat => Quantity.IsZero;

    /// <summary>Value at the latest mark, negative when short.</summary>
    public readonly Money Value => Last * Quantity;

    public readonly Money Unrealised => Value - Cost;

    /// <summary>Average price paid or received for the present shares; zero when flat.</summary>
    public readonly Price AveragePrice => IsFlat ? Price.Zero : Cost.Per(Quantity);
}
