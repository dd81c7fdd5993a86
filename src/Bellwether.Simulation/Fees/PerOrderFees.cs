using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>A fixed amount for each order that executes at all, charged with its first execution.</summary>
public sealed class PerOrderFees(Money amount) : IFeeModel
{
    public static PerOrderFees OneDollar { get; } = new(Money.FromMicros(Money.Scale));

    public static PerOrderFees Free { get; } = new(Money.Zero);

    public Money Total(Quantity filled, Money value) => amount;
}
