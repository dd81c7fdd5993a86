using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Realised volatility from closes.</summary>
public struct CloseVolatility : IIndicator<CloseVolatility>
{
    readonly int period;
    readonly double periods;
    bool hasClose;
    double previous;
    WindowMoments moments;

    CloseVolatility(ReadOnlySpan<double> arguments)
    {
        (period, periods) = ((int)arguments[0], arguments[1]);
        moments = new WindowMoments(period);
    }

    public static IndicatorDescription Description => new("rv_close", "realised volatility from closes",
        "standard deviation of the last n log returns (sample: divided by n - 1), times sqrt(periods); bars with a close that is not above 0 have no value",
        "John C. Hull, Options, Futures, and Other Derivatives, chapter on estimating volatility")
    {
        Aliases = ["realised_volatility", "hv"],
        Parameters = [IndicatorParameter.Bars("period", 20, 2, "window, log returns"), new("periods", 252, 1, 1e7, "bars a year, by which the variance is multiplied; 1 = per bar")],
        Unit = "fraction a year",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CloseVolatility Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.Close <= 0) return false;
        var logarithm = Math.Log(bar.Close);
        var change = logarithm - previous;
        previous = logarithm;
        if (!hasClose)
        {
            hasClose = true;
            return false;
        }
        moments.Add(change, window, out _, out var deviations);
        outputs[0] = Math.Sqrt(deviations / (period - 1) * periods);
        return moments.IsFull;
    }
}
