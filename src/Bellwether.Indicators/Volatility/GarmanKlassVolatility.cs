using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Realised volatility from opens, highs, lows and closes.</summary>
public struct GarmanKlassVolatility : IIndicator<GarmanKlassVolatility>
{
    /// <summary>2 ln 2 − 1.</summary>
    const double BodyWeight = 0.38629436111989061883;

    readonly double periods;
    WindowSum sum;

    GarmanKlassVolatility(ReadOnlySpan<double> arguments)
    {
        sum = new WindowSum((int)arguments[0]);
        periods = arguments[1];
    }

    public static IndicatorDescription Description => new("rv_garman_klass", "realised volatility from opens, highs, lows and closes",
        "sqrt(periods * mean over the last n of 0.5 * ln(high/low)^2 - (2 ln 2 - 1) * ln(close/open)^2), 0 when the mean is negative; bars with a price that is not above 0 have no value",
        "Mark B. Garman and Michael J. Klass, On the Estimation of Security Price Volatilities from Historical Data, Journal of Business 53, 1980")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars"), new("periods", 252, 1, 1e7, "bars a year, by which the variance is multiplied; 1 = per bar")],
        Unit = "fraction a year",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static GarmanKlassVolatility Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sum.Length;

    public readonly int WarmUp => sum.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.Low <= 0 || bar.High <= 0 || bar.Open <= 0 || bar.Close <= 0) return false;
        var range = Math.Log(bar.High / bar.Low);
        var body = Math.Log(bar.Close / bar.Open);
        var mean = sum.Add((0.5 * range * range) - (BodyWeight * body * body), window) / window.Length;
        outputs[0] = Math.Sqrt(Math.Max(0, mean) * periods);
        return sum.IsFull;
    }
}
