using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Distance of the close from its mean in standard deviations.</summary>
public struct ZScore : IIndicator<ZScore>
{
    readonly int period;
    readonly double share;
    WindowMoments moments;

    ZScore(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        share = 1.0 / period;
        moments = new WindowMoments(period);
    }

    public static IndicatorDescription Description => new("zscore", "distance of the close from its mean in standard deviations",
        "(close - mean of n) / standard deviation of n (population), 0 when all are equal",
        "Karl Pearson, Contributions to the Mathematical Theory of Evolution, 1894")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 2, "window, bars")],
        Unit = "standard deviations",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static ZScore Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        moments.Add(bar.Close, window, out var mean, out var deviations);
        outputs[0] = deviations > 0 ? (bar.Close - mean) / Math.Sqrt(deviations * share) : 0;
        return moments.IsFull;
    }
}
