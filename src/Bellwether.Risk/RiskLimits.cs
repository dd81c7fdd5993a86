using Bellwether.Core;

namespace Bellwether.Risk;

/// <summary>Limits of one account. Each counts what is held and what working orders could still add.</summary>
/// <param name="MaxOrderValue">Largest value of one entry, dollars.</param>
/// <param name="MaxPositionValue">Largest worst-case value of one symbol's position on either side, dollars.</param>
/// <param name="MaxGrossExposure">Largest worst-case value of all positions, long and short added up, dollars.</param>
/// <param name="MaxOpenPositions">Most symbols held or being entered at once.</param>
public sealed record RiskLimits(Money MaxOrderValue, Money MaxPositionValue, Money MaxGrossExposure, int MaxOpenPositions)
{
    /// <exception cref="ArgumentOutOfRangeException">A limit is not above zero.</exception>
    public RiskLimits Checked()
    {
        Above(MaxOrderValue, nameof(MaxOrderValue));
        Above(MaxPositionValue, nameof(MaxPositionValue));
        Above(MaxGrossExposure, nameof(MaxGrossExposure));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOpenPositions, 1);
        return this;
    }

    static void Above(Money limit, string name)
    {
        if (limit <= Money.Zero) throw new ArgumentOutOfRangeException(name, limit, "a limit is above 0; leave trading disarmed to allow nothing");
    }
}
