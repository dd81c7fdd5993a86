using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Kaufman's efficiency with its direction: the change over n values in parts of all movement between them, −1 to 1. Uses 2n places.</summary>
struct Efficiency
{
    bool hasValue;
    double previous;
    WindowLag lag;
    WindowSum movement;

    /// <param name="length">n, 1 or more.</param>
    public Efficiency(int length)
    {
        lag = new WindowLag(length);
        movement = new WindowSum(length);
    }

    public readonly int Length => lag.Length;

    public readonly int Places => 2 * lag.Length;

    /// <returns>True from value n + 1 on; before, <paramref name="efficiency"/> has no meaning.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(double value, Span<double> window, out double efficiency)
    {
        var moved = hasValue ? movement.Add(Math.Abs(value - previous), window[..lag.Length]) : 0;
        (hasValue, previous) = (true, value);
        var ready = lag.IsFull;
        var change = value - lag.Push(value, window[lag.Length..]);
        efficiency = moved > 0 ? Math.Clamp(change / moved, -1, 1) : 0;
        return ready;
    }
}
