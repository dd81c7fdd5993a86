using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Average true range (Wilder): how far a bar reaches, gaps included.</summary>
public struct Atr : IIndicator<Atr>
{
    readonly int period;
    TrueRange range;
    WilderMean mean;

    Atr(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        mean = new WilderMean(period);
    }

    public static IndicatorDescription Description => new("atr", "average true range (Wilder): how far a bar reaches, gaps included",
        "true range = max(high - low, |high - close before|, |low - close before|), none at the first bar; seed: mean of n true ranges; then (previous * (n - 1) + true range) / n",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Atr Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!range.Next(bar, out var trueRange)) return false;
        var ready = mean.Add(trueRange);
        outputs[0] = mean.Value;
        return ready;
    }
}
