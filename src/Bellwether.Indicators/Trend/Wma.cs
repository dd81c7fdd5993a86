using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Linearly weighted moving average of the close.</summary>
public struct Wma : IIndicator<Wma>
{
    readonly int period;
    readonly double weight;
    WindowWeightedSum sums;

    Wma(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        weight = 2.0 / (period * (period + 1.0));
        sums = new WindowWeightedSum(period);
    }

    public static IndicatorDescription Description => new("wma", "linearly weighted moving average of the close",
        "sum of k * close over the last n, k = 1 (oldest) to n (newest), divided by n(n+1)/2",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Wma Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sums.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        sums.Add(bar.Close, window, out var level, out var total, out var weighted);
        outputs[0] = level + ((weighted + total) * weight);
        return sums.IsFull;
    }
}
