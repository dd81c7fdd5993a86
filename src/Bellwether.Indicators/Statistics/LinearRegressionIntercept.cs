using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Where the least-squares line through the last n closes begins.</summary>
public struct LinearRegressionIntercept : IIndicator<LinearRegressionIntercept>
{
    WindowLine line;

    LinearRegressionIntercept(ReadOnlySpan<double> arguments)
    {
        line = new WindowLine((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("linreg_intercept", "where the least-squares line through the last n closes begins",
        WindowLine.Formula + "; mean - slope * m",
        "C. F. Gauss, Theoria combinationis observationum, 1823; TA-Lib LINEARREG_INTERCEPT")
    {
        Aliases = ["linearreg_intercept"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static LinearRegressionIntercept Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => line.Places;

    public readonly int WarmUp => line.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        line.Add(bar.Close, window, out var mean, out var slope);
        outputs[0] = mean - (slope * ((line.Length - 1) / 2.0));
        return line.IsFull;
    }
}
