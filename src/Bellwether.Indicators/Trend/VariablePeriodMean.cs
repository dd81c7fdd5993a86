using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Mean of the close over as many bars as a second series says.</summary>
public struct VariablePeriodMean : IIndicator<VariablePeriodMean>
{
    readonly int least, most;
    WindowTail closes;

    VariablePeriodMean(ReadOnlySpan<double> arguments)
    {
        (least, most) = ((int)arguments[0], (int)arguments[1]);
        closes = new WindowTail(most);
    }

    public static IndicatorDescription Description => new("mavp", "mean of the close over as many bars as a second series says",
        "mean of the last p closes, p = the second series cut to a whole number and held between \"least\" and \"most\". The p bars are read at each bar",
        "TA-Lib MAVP with simple averages")
    {
        Aliases = ["variable_ma"],
        Parameters = [IndicatorParameter.Bars("least", 2, 1, "shortest window, bars"), IndicatorParameter.Bars("most", 30, 2, "longest window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Other;

    public static VariablePeriodMean Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] > arguments[1] ? "the shortest window must not be longer than the longest one" : null;

    public readonly int WindowLength => closes.Places;

    public readonly int WarmUp => most;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var last = closes.Add(bar.Close, window);
        var length = (int)Math.Clamp(bar.Other, least, most);
        var sum = 0.0;
        foreach (var close in last[^length..]) sum += close;
        outputs[0] = sum / length;
        return closes.IsFull;
    }
}
