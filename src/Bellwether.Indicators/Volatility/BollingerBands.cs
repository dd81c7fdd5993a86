using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Bollinger bands: a mean of the close and bands at a multiple of its standard deviation.</summary>
public struct BollingerBands : IIndicator<BollingerBands>
{
    readonly int period;
    readonly double share;
    readonly double factor;
    WindowMoments moments;

    BollingerBands(ReadOnlySpan<double> arguments)
    {
        (period, factor) = ((int)arguments[0], arguments[1]);
        share = 1.0 / period;
        moments = new WindowMoments(period);
    }

    public static IndicatorDescription Description => new("bbands", "Bollinger bands: a mean of the close and bands at a multiple of its standard deviation",
        "middle = sma(n); upper and lower = middle +- factor * standard deviation of the last n closes (population)",
        "John Bollinger, Bollinger on Bollinger Bands, 2001")
    {
        Aliases = ["bb", "bollinger"],
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars"), new("factor", 2, 0, 1000, "distance in standard deviations")],
        Outputs = [new("middle"), new("upper"), new("lower")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static BollingerBands Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        moments.Add(bar.Close, window, out var mean, out var deviations);
        var distance = factor * Math.Sqrt(deviations * share);
        outputs[2] = mean - distance;
        outputs[1] = mean + distance;
        outputs[0] = mean;
        return moments.IsFull;
    }
}
