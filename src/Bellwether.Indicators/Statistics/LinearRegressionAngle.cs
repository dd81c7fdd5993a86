using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Angle of the least-squares line through the last n closes, a dollar as high as a bar is long.</summary>
public struct LinearRegressionAngle : IIndicator<LinearRegressionAngle>
{
    WindowLine line;

    LinearRegressionAngle(ReadOnlySpan<double> arguments)
    {
        line = new WindowLine((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("linreg_angle", "angle of the least-squares line through the last n closes, a dollar as high as a bar is long",
        WindowLine.Formula + "; atan(slope) in degrees",
        "C. F. Gauss, Theoria combinationis observationum, 1823; TA-Lib LINEARREG_ANGLE")
    {
        Aliases = ["linearreg_angle"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "degrees",
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static LinearRegressionAngle Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => line.Places;

    public readonly int WarmUp => line.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        line.Add(bar.Close, window, out _, out var slope);
        outputs[0] = Math.Atan(slope) * (180 / Math.PI);
        return line.IsFull;
    }
}
