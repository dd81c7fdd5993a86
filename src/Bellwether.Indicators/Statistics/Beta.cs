using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Rolling beta: how many percent the close moves with one percent of a second series.</summary>
public struct Beta : IIndicator<Beta>
{
    readonly int period;
    bool hasPair;
    double previousClose, previousOther;
    WindowCoMoments moments;

    Beta(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        moments = new WindowCoMoments(period);
    }

    public static IndicatorDescription Description => new("beta", "rolling beta: how many percent the close moves with one percent of a second series",
        "slope of the returns of the close on those of the second series over the last n pairs of returns: covariance / variance of the second, 0 when that does not move; pairs whose earlier value is 0 are left out",
        "William F. Sharpe, Capital Asset Prices, Journal of Finance 19, 1964")
    {
        Parameters = [IndicatorParameter.Bars("period", 60, 2, "window, returns")],
        Unit = "",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Other;

    public static Beta Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => moments.Places;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var (y, x) = ((bar.Close / previousClose) - 1, (bar.Other / previousOther) - 1);
        (previousClose, previousOther) = (bar.Close, bar.Other);
        if (!hasPair)
        {
            hasPair = true;
            return false;
        }
        if (!(Math.Abs(x) <= BarInput.Largest && Math.Abs(y) <= BarInput.Largest)) return false;
        var m = moments.Add(x, y, window);
        outputs[0] = m.XX > 0 ? m.XY / m.XX : 0;
        return moments.IsFull;
    }
}
