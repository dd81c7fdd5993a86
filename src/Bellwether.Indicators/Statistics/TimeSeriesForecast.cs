using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Where the least-squares line through the last n closes will be at the next bar.</summary>
public struct TimeSeriesForecast : IIndicator<TimeSeriesForecast>
{
    WindowLine line;

    TimeSeriesForecast(ReadOnlySpan<double> arguments)
    {
        line = new WindowLine((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("tsf", "where the least-squares line through the last n closes will be at the next bar",
        WindowLine.Formula + "; mean + slope * (n - m)",
        "C. F. Gauss, Theoria combinationis observationum, 1823; TA-Lib TSF")
    {
        Aliases = ["time_series_forecast"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static TimeSeriesForecast Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => line.Places;

    public readonly int WarmUp => line.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        line.Add(bar.Close, window, out var mean, out var slope);
        outputs[0] = mean + (slope * ((line.Length + 1) / 2.0));
        return line.IsFull;
    }
}
