using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Average true range, smoothed exponentially.</summary>
public struct AtrExponential : IIndicator<AtrExponential>
{
    TrueRange range;
    ExponentialMean mean;

    AtrExponential(ReadOnlySpan<double> arguments)
    {
        mean = new ExponentialMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("atr_ema", "average true range, smoothed exponentially",
        "true range = max(high - low, |high - close before|, |low - close before|), none at the first bar; seed: mean of n true ranges; then e += 2/(n+1) * (true range - e)",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III, with an exponential mean")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static AtrExponential Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => mean.Period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!range.Next(bar, out var trueRange)) return false;
        var ready = mean.Add(trueRange);
        outputs[0] = mean.Value;
        return ready;
    }
}
