using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// A price per share with a minimum per order and a maximum share of the trade's value, which wins over the minimum. The defaults are Interactive Brokers'
/// fixed pricing of US stocks: 0.005 dollars a share, at least 1.00 dollar, at most 1 % of the trade value.
/// </summary>
public sealed class PerShareFees : IFeeModel
{
    public static PerShareFees InteractiveBrokersFixed { get; } = new();

    /// <summary>Per share.</summary>
    public Price Rate { get; init; } = Price.FromMicros(5_000);

    /// <summary>Per order.</summary>
    public Money Minimum { get; init; } = Money.FromMicros(1_000_000);

    /// <summary>In hundredths of a percent of the trade value.</summary>
    public int MaximumBasisPoints { get; init; } = 100;

    public Money Total(Quantity filled, Money value)
    {
        var fee = Money.Max(Rate * filled, Minimum);
        var cap = value.Portion(Quantity.FromUnits(MaximumBasisPoints), Quantity.FromUnits(10_000));
        return fee < cap ? fee : cap;
    }
}
