using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>What orders cost. The venue charges each execution the growth of the order's total.</summary>
public interface IFeeModel
{
    /// <summary>
    /// Commission of an order of which <paramref name="filled"/> shares worth <paramref name="value"/> have been executed. Must not fall as the two grow.
    /// </summary>
    Money Total(Quantity filled, Money value);
}
