using Bellwether.Core;

namespace Bellwether.Risk;

/// <summary>Turns a wish to enter into a number of shares. Called for entries only.</summary>
public interface ISizingModel
{
    /// <summary>Whole shares to trade at about <paramref name="price"/>; zero when it comes to less than one.</summary>
    Quantity Size(Price price);
}

/// <summary>The same number of shares every time.</summary>
public sealed class FixedShares : ISizingModel
{
    readonly Quantity shares;

    /// <exception cref="ArgumentOutOfRangeException">Less than one share.</exception>
    public FixedShares(long shares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        this.shares = Quantity.FromShares(shares);
    }

    public Quantity Size(Price price) => shares;
}

/// <summary>The same money every time: whole shares, rounded down.</summary>
public sealed class FixedAllocation : ISizingModel
{
    readonly Money allocation;

    /// <exception cref="ArgumentOutOfRangeException">Not above zero.</exception>
    public FixedAllocation(Money allocation)
    {
        if (allocation <= Money.Zero) throw new ArgumentOutOfRangeException(nameof(allocation), allocation, "the allocation is above 0");
        this.allocation = allocation;
    }

    public Quantity Size(Price price) => price <= Price.Zero ? Quantity.Zero : Quantity.FromShares(allocation.Micros / price.Micros);
}
