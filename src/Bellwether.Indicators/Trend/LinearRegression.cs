using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Least-squares line through the last n closes: its end, its slope, its beginning.</summary>
public struct LinearRegression : IIndicator<LinearRegression>
{
    readonly int period;
    readonly double middle, weight;
    WindowWeightedSum sums;

    LinearRegression(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        middle = (period - 1) / 2.0;
        weight = 12.0 / (period * (((double)period * period) - 1));
        sums = new WindowWeightedSum(period);
    }

    public static IndicatorDescription Description => new("linreg", "least-squares line through the last n closes: its end, its slope, its beginning",
        "slope = sum((k - m)(close - mean)) / sum((k - m)^2), k = 0 to n - 1; value = mean + slope * (n - 1)/2; start = mean - slope * (n - 1)/2",
        "C. F. Gauss, Theoria combinationis observationum, 1823; TA-Lib LINEARREG")
    {
        Aliases = ["linear_regression", "lsma"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Outputs = [new("value"), new("slope", "dollars a bar"), new("start")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static LinearRegression Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sums.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        sums.Add(bar.Close, window, out var level, out var total, out var weighted);
        var mean = level + (total / period);
        var slope = (weighted - (middle * total)) * weight;
        outputs[1] = slope;
        outputs[2] = mean - (slope * middle);
        outputs[0] = mean + (slope * middle);
        return sums.IsFull;
    }
}
