using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Mean distance of the last n closes from their mean.</summary>
public struct MeanDeviation : IIndicator<MeanDeviation>
{
    WindowLag lag;

    MeanDeviation(ReadOnlySpan<double> arguments)
    {
        lag = new WindowLag((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("avgdev", "mean distance of the last n closes from their mean",
        "mean of |close - mean of n|. The whole window is read at each bar",
        "Donald R. Lambert, Commodity Channel Index, Commodities, October 1980; TA-Lib AVGDEV")
    {
        Aliases = ["mean_deviation"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static MeanDeviation Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => lag.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        lag.Push(bar.Close, window);
        if (!lag.IsFull) return false;
        double mean = 0, deviation = 0;
        foreach (var close in window) mean += close;
        mean /= window.Length;
        foreach (var close in window) deviation += Math.Abs(close - mean);
        outputs[0] = deviation / window.Length;
        return true;
    }
}
