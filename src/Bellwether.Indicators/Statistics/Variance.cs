using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Variance of the last n closes.</summary>
public struct Variance : IIndicator<Variance>
{
    readonly double share;
    WindowMoments moments;

    Variance(ReadOnlySpan<double> arguments)
    {
        share = 1 / arguments[0];
        moments = new WindowMoments((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("var", "variance of the last n closes",
        "mean squared difference from the mean (population: divided by n)",
        "R. A. Fisher, The Correlation between Relatives on the Supposition of Mendelian Inheritance, 1918; TA-Lib VAR")
    {
        Aliases = ["variance"],
        Parameters = [IndicatorParameter.Bars("period", 5, 1, "window, bars")],
        Unit = "dollars squared",
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Variance Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => moments.Places / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        moments.Add(bar.Close, window, out _, out var deviations);
        outputs[0] = deviations * share;
        return moments.IsFull;
    }
}
