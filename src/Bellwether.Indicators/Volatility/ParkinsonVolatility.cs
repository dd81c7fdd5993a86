using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Realised volatility from highs and lows.</summary>
public struct ParkinsonVolatility : IIndicator<ParkinsonVolatility>
{
    readonly double scale;
    WindowSum sum;

    ParkinsonVolatility(ReadOnlySpan<double> arguments)
    {
        sum = new WindowSum((int)arguments[0]);
        scale = arguments[1] / (4 * Math.Log(2) * sum.Length);
    }

    public static IndicatorDescription Description => new("rv_parkinson", "realised volatility from highs and lows",
        "sqrt(periods / (4 ln 2) * mean of ln(high/low)^2 over the last n); bars with a low that is not above 0 have no value",
        "Michael Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of Business 53, 1980")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars"), new("periods", 252, 1, 1e7, "bars a year, by which the variance is multiplied; 1 = per bar")],
        Unit = "fraction a year",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static ParkinsonVolatility Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sum.Length;

    public readonly int WarmUp => sum.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.Low <= 0 || bar.High <= 0) return false;
        var range = Math.Log(bar.High / bar.Low);
        outputs[0] = Math.Sqrt(sum.Add(range * range, window) * scale);
        return sum.IsFull;
    }
}
