namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>How a volatility order is priced.</summary>
public sealed class VolatilityTerms
{
    /// <summary>Percent.</summary>
    public double? Volatility;

    /// <summary>1 daily, 2 annual.</summary>
    public int? VolatilityType;

    public bool ContinuousUpdate;

    /// <summary>1 midpoint, 2 bid or ask.</summary>
    public int? ReferencePriceType;
}
