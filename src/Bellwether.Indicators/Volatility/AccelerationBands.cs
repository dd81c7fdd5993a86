using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Acceleration bands: a mean of the close between means of highs and lows that are widened by the bars' own ranges.</summary>
public struct AccelerationBands : IIndicator<AccelerationBands>
{
    readonly int period;
    WindowSum middle, upper, lower;

    AccelerationBands(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        middle = upper = lower = new WindowSum(period);
    }

    public static IndicatorDescription Description => new("accbands", "acceleration bands: a mean of the close between means of highs and lows that are widened by the bars' own ranges",
        "w = 4 * (high - low) / (high + low), 0 when high + low is 0; middle = sma(close, n), upper = sma(high * (1 + w), n), lower = sma(low * (1 - w), n)",
        "Price Headley, Big Trends in Trading, 2002; TA-Lib ACCBANDS")
    {
        Aliases = ["acceleration_bands"],
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Outputs = [new("middle"), new("upper"), new("lower")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static AccelerationBands Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 3 * period;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var both = bar.High + bar.Low;
        var width = both == 0 ? 0 : 4 * (bar.High - bar.Low) / both;
        outputs[2] = lower.Add(bar.Low * (1 - width), window[(2 * period)..]) / period;
        outputs[1] = upper.Add(bar.High * (1 + width), window.Slice(period, period)) / period;
        outputs[0] = middle.Add(bar.Close, window[..period]) / period;
        return middle.IsFull;
    }
}
