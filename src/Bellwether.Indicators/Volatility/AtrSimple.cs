using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Average true range, plain mean of the last n.</summary>
public struct AtrSimple : IIndicator<AtrSimple>
{
    TrueRange range;
    WindowSum sum;

    AtrSimple(ReadOnlySpan<double> arguments)
    {
        sum = new WindowSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("atr_sma", "average true range, plain mean of the last n",
        "true range = max(high - low, |high - close before|, |low - close before|), none at the first bar; mean of the last n true ranges",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III, with a plain mean")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static AtrSimple Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sum.Length;

    public readonly int WarmUp => sum.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!range.Next(bar, out var trueRange)) return false;
        outputs[0] = sum.Add(trueRange, window) / window.Length;
        return sum.IsFull;
    }
}
