using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Rolling correlation of the close with a second series.</summary>
public struct Correlation : IIndicator<Correlation>
{
    readonly int period;
    WindowCoMoments moments;

    Correlation(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        moments = new WindowCoMoments(period);
    }

    public static IndicatorDescription Description => new("correlation", "rolling correlation of the close with a second series",
        "covariance / sqrt(variance * variance) of the last n pairs, 0 when one of them does not move",
        "Karl Pearson, Note on Regression and Inheritance, 1895; TA-Lib CORREL")
    {
        Aliases = ["correl"],
        Parameters = [IndicatorParameter.Bars("period", 30, 2, "window, bars")],
        Unit = "-1 to 1",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Other;

    public static Correlation Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var m = moments.Add(bar.Close, bar.Other, window);
        var scale = Math.Sqrt(m.XX) * Math.Sqrt(m.YY);
        outputs[0] = scale > 0 ? Math.Clamp(m.XY / scale, -1, 1) : 0;
        return moments.IsFull;
    }
}
