using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Mean of the last n closes, weighted with their volumes.</summary>
public struct VolumeWeightedMean : IIndicator<VolumeWeightedMean>
{
    readonly int period;
    WindowSum money, volumes, closes;

    VolumeWeightedMean(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        money = volumes = closes = new WindowSum(period);
    }

    public static IndicatorDescription Description => new("vwma", "mean of the last n closes, weighted with their volumes",
        "sum of close * volume / sum of volume over n; the plain mean when nothing was traded",
        "Buff P. Dormeier, Investing with Volume Analysis, 2011, chapter 14")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Volume;

    public static VolumeWeightedMean Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 3 * period;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var paid = money.Add(bar.Close * bar.Volume, window[..period]);
        var traded = volumes.Add(bar.Volume, window.Slice(period, period));
        var plain = closes.Add(bar.Close, window[(2 * period)..]) / period;
        outputs[0] = traded > 0 ? paid / traded : plain;
        return closes.IsFull;
    }
}
