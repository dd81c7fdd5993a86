using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Average directional index rating: mean of the average directional index and its value n - 1 bars before.</summary>
public struct Adxr : IIndicator<Adxr>
{
    readonly int period;
    DirectionalIndex index;
    WilderMean mean;
    WindowLag lag;

    Adxr(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        index = new DirectionalIndex(period);
        mean = new WilderMean(period);
        lag = new WindowLag(period - 1);
    }

    public static IndicatorDescription Description => new("adxr", "average directional index rating: mean of the average directional index and its value n - 1 bars before",
        DirectionalMovement.Formula + "; adx as there; (adx + adx n - 1 bars ago) / 2",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Adxr Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => (3 * period) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!index.Add(bar) || !mean.Add(index.Value)) return false;
        var ready = lag.IsFull;
        outputs[0] = (mean.Value + lag.Push(mean.Value, window)) / 2;
        return ready;
    }
}
