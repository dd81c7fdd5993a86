using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Commodity channel index: distance of the typical price from its mean, in mean deviations.</summary>
public struct Cci : IIndicator<Cci>
{
    WindowLag lag;

    Cci(ReadOnlySpan<double> arguments)
    {
        lag = new WindowLag((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("cci", "commodity channel index: distance of the typical price from its mean, in mean deviations",
        "t = (high + low + close)/3; (t - mean of n t) / (0.015 * mean of |t - mean|); 0 when all n are equal, when t is the mean or when there is no deviation. The whole window is read at each bar",
        "Donald R. Lambert, Commodity Channel Index, Commodities, October 1980")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 2, "window, bars")],
        Unit = "mean deviations / 0.015",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Cci Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => lag.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var price = bar.Typical;
        lag.Push(price, window);
        if (!lag.IsFull) return false;
        double sum = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var t in window)
        {
            sum += t;
            least = Math.Min(least, t);
            most = Math.Max(most, t);
        }
        var mean = sum / window.Length;
        var deviation = 0.0;
        foreach (var t in window) deviation += Math.Abs(t - mean);
        deviation /= window.Length;
        outputs[0] = least == most || price == mean || deviation == 0 ? 0 : (price - mean) / (0.015 * deviation);
        return true;
    }
}
