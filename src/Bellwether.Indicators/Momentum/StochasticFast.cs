using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Fast stochastic oscillator: where the close lies in the range of the last n bars.</summary>
public struct StochasticFast : IIndicator<StochasticFast>
{
    readonly int period;
    WindowHighest highest;
    WindowLowest lowest;
    WindowSum signal;

    StochasticFast(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        highest = new WindowHighest(period);
        lowest = new WindowLowest(period);
        signal = new WindowSum((int)arguments[1]);
    }

    public static IndicatorDescription Description => new("stochf", "fast stochastic oscillator: where the close lies in the range of the last n bars",
        "k = 100 * (close - lowest low) / (highest high - lowest low), 0 without a range; d = mean of the last \"signal\" k; both from the first d on",
        "George C. Lane, Lane's Stochastics, Technical Analysis of Stocks and Commodities, 1984")
    {
        Parameters = [IndicatorParameter.Bars("period", 5, 1, "window, bars"), IndicatorParameter.Bars("signal", 3, 1, "mean that makes d, bars")],
        Outputs = [new("k"), new("d")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static StochasticFast Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => (2 * period) + signal.Length;

    public readonly int WarmUp => period + signal.Length - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var top = highest.Add(bar.High, window[..period]);
        var bottom = lowest.Add(bar.Low, window.Slice(period, period));
        if (!highest.IsFull) return false;
        var range = top - bottom;
        var k = range > 0 ? 100 * ((bar.Close - bottom) / range) : 0;
        outputs[1] = signal.Add(k, window[(2 * period)..]) / signal.Length;
        outputs[0] = k;
        return signal.IsFull;
    }
}
