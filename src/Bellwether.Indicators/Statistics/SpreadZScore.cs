using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>How far the close lies from its regression on a second series, in standard deviations.</summary>
public struct SpreadZScore : IIndicator<SpreadZScore>
{
    readonly int period;
    WindowCoMoments moments;

    SpreadZScore(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        moments = new WindowCoMoments(period);
    }

    public static IndicatorDescription Description => new("spread_zscore", "how far the close lies from its regression on a second series, in standard deviations",
        "ratio = covariance / variance of the second over the last n pairs; residual = (close - mean) - ratio * (other - mean); residual / its standard deviation (population) in the window, 0 when the fit is perfect",
        "Robert F. Engle and Clive W. J. Granger, Co-integration and Error Correction, Econometrica 55, 1987")
    {
        Parameters = [IndicatorParameter.Bars("period", 60, 3, "window, bars")],
        Outputs = [new("value"), new("ratio", "units of the close a unit of the other")],
        Unit = "standard deviations",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Other;

    public static SpreadZScore Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var m = moments.Add(bar.Other, bar.Close, window);
        var ratio = m.XX > 0 ? m.XY / m.XX : 0;
        var unexplained = m.YY - (ratio * m.XY);
        var residual = bar.Close - m.MeanY - (ratio * (bar.Other - m.MeanX));
        outputs[1] = ratio;
        outputs[0] = unexplained > 1e-14 * m.YY ? residual / Math.Sqrt(unexplained / period) : 0;
        return moments.IsFull;
    }
}
