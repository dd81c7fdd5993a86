using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>What an indicator sees of one bar. Prices in dollars, volume in shares, times in nanoseconds since the Unix epoch.</summary>
/// <param name="time">Open of the bar.</param>
/// <param name="sessionOpen">Open of the session to which the bar belongs; equal for all bars of one session.</param>
/// <param name="open">First price.</param>
/// <param name="high">Highest price.</param>
/// <param name="low">Lowest price.</param>
/// <param name="close">Last price, or the value of the series that the indicator runs over.</param>
/// <param name="volume">Shares.</param>
/// <param name="other">The second series, of indicators that compare two; NaN when it has no value at this bar.</param>
public readonly struct BarInput(long time, long sessionOpen, double open, double high, double low, double close, double volume, double other)
{
    /// <summary>Values beyond this magnitude are taken for damage: no price or volume is near it, and no formula here overflows below it.</summary>
    public const double Largest = 1e30;

    public readonly long Time = time;
    public readonly long SessionOpen = sessionOpen;
    public readonly double Open = open;
    public readonly double High = high;
    public readonly double Low = low;
    public readonly double Close = close;
    public readonly double Volume = volume;
    public readonly double Other = other;

    /// <summary>(high + low + close) / 3.</summary>
    public double Typical => (High + Low + Close) / 3;

    /// <summary>The fields that are read are numbers that a market can have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsUsable(IndicatorInputs inputs) =>
        ((inputs & IndicatorInputs.Open) == 0 || IsSane(Open))
        && ((inputs & IndicatorInputs.High) == 0 || IsSane(High))
        && ((inputs & IndicatorInputs.Low) == 0 || IsSane(Low))
        && ((inputs & IndicatorInputs.Close) == 0 || IsSane(Close))
        && ((inputs & IndicatorInputs.Volume) == 0 || IsSane(Volume))
        && ((inputs & IndicatorInputs.Other) == 0 || IsSane(Other));

    /// <summary>False for NaN and the infinities, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsSane(double value) => Math.Abs(value) <= Largest;
}
