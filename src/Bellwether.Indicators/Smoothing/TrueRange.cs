using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>
/// Wilder's true range: the largest of high − low, |high − previous close| and |low − previous close|. The first bar has none: nothing is known of the gap before it.
/// </summary>
public struct TrueRange
{
    bool hasClose;
    double previousClose;

    /// <summary>The close of the bar before; of no meaning at the first bar.</summary>
    public readonly double PreviousClose => previousClose;

    /// <returns>True from the second bar on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(in BarInput bar, out double range)
    {
        range = Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(bar.High - previousClose), Math.Abs(bar.Low - previousClose)));
        previousClose = bar.Close;
        if (hasClose) return true;
        hasClose = true;
        return false;
    }
}
