using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>Wilder's directional movement of one bar: how far its high rose, or its low fell, beyond the bar before, whichever is further.</summary>
public struct MovementOfBar
{
    bool hasBar;
    double previousHigh, previousLow;

    /// <returns>True from the second bar on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(in BarInput bar, out double plus, out double minus)
    {
        var rise = bar.High - previousHigh;
        var fall = previousLow - bar.Low;
        (previousHigh, previousLow) = (bar.High, bar.Low);
        plus = rise > 0 && rise > fall ? rise : 0;
        minus = fall > 0 && fall > rise ? fall : 0;
        if (hasBar) return true;
        hasBar = true;
        return false;
    }
}
