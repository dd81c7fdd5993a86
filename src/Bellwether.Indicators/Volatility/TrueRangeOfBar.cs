using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>True range of the bar: how far it reaches, the gap before it included.</summary>
public struct TrueRangeOfBar : IIndicator<TrueRangeOfBar>
{
    TrueRange range;

    public static IndicatorDescription Description => new("trange", "true range of the bar: how far it reaches, the gap before it included",
        "max(high - low, |high - close before|, |low - close before|), none at the first bar",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III")
    {
        Aliases = ["true_range"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static TrueRangeOfBar Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = range.Next(bar, out var value);
        outputs[0] = value;
        return ready;
    }
}
