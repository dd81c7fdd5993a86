using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Standard deviation of the last n closes.</summary>
public struct StandardDeviation : IIndicator<StandardDeviation>
{
    readonly int period;
    readonly double share;
    WindowMoments moments;

    StandardDeviation(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        share = 1.0 / period;
        moments = new WindowMoments(period);
    }

    public static IndicatorDescription Description => new("stddev", "standard deviation of the last n closes",
        "square root of the mean squared difference from the mean (population: divided by n)",
        "Karl Pearson, Contributions to the Mathematical Theory of Evolution, 1894")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static StandardDeviation Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        moments.Add(bar.Close, window, out _, out var deviations);
        outputs[0] = Math.Sqrt(deviations * share);
        return moments.IsFull;
    }
}
