using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>Wilder's directional index: how far apart the two directional indicators are, in percent of their sum; kept while that sum is nothing.</summary>
public struct DirectionalIndex
{
    const double Nothing = 1e-14;

    DirectionalMovement movement;
    double value;

    /// <param name="period">n, 2 or more.</param>
    public DirectionalIndex(int period) => movement = new DirectionalMovement(period);

    /// <summary>0 to 100; of no meaning before bar n + 1.</summary>
    public readonly double Value => value;

    /// <returns>True from bar n + 1 on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in BarInput bar)
    {
        if (!movement.Add(bar)) return false;
        var (plus, minus) = (movement.PlusIndicator, movement.MinusIndicator);
        if (plus + minus >= Nothing) value = 100 * (Math.Abs(plus - minus) / (plus + minus));
        return true;
    }
}
