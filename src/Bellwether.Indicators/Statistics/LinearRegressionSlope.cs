using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Slope of the least-squares line through the last n closes.</summary>
public struct LinearRegressionSlope : IIndicator<LinearRegressionSlope>
{
    WindowLine line;

    LinearRegressionSlope(ReadOnlySpan<double> arguments)
    {
        line = new WindowLine((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("linreg_slope", "slope of the least-squares line through the last n closes",
        WindowLine.Formula,
        "C. F. Gauss, Theoria combinationis observationum, 1823; TA-Lib LINEARREG_SLOPE")
    {
        Aliases = ["linearreg_slope"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "dollars a bar",
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static LinearRegressionSlope Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => line.Places;

    public readonly int WarmUp => line.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        line.Add(bar.Close, window, out _, out var slope);
        outputs[0] = slope;
        return line.IsFull;
    }
}
