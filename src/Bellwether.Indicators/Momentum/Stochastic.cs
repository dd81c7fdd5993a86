using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Slow stochastic oscillator: where the close lies in the range of the last n bars, smoothed.</summary>
public struct Stochastic : IIndicator<Stochastic>
{
    readonly int period;
    WindowHighest highest;
    WindowLowest lowest;
    WindowSum smooth, signal;

    Stochastic(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        highest = new WindowHighest(period);
        lowest = new WindowLowest(period);
        smooth = new WindowSum((int)arguments[1]);
        signal = new WindowSum((int)arguments[2]);
    }

    public static IndicatorDescription Description => new("stoch", "slow stochastic oscillator: where the close lies in the range of the last n bars, smoothed",
        "fast k = 100 * (close - lowest low) / (highest high - lowest low), 0 without a range; k = mean of the last \"smooth\" fast k; d = mean of the last \"signal\" k; both from the first d on",
        "George C. Lane, Lane's Stochastics, Technical Analysis of Stocks and Commodities, 1984")
    {
        Aliases = ["stochastic"],
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars"), IndicatorParameter.Bars("smooth", 3, 1, "mean that makes the slow k, bars"), IndicatorParameter.Bars("signal", 3, 1, "mean that makes d, bars")],
        Outputs = [new("k"), new("d")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Stochastic Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => (2 * period) + smooth.Length + signal.Length;

    public readonly int WarmUp => period + smooth.Length + signal.Length - 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var top = highest.Add(bar.High, window[..period]);
        var bottom = lowest.Add(bar.Low, window.Slice(period, period));
        if (!highest.IsFull) return false;
        var range = top - bottom;
        var k = smooth.Add(range > 0 ? 100 * ((bar.Close - bottom) / range) : 0, window.Slice(2 * period, smooth.Length)) / smooth.Length;
        if (!smooth.IsFull) return false;
        outputs[1] = signal.Add(k, window.Slice((2 * period) + smooth.Length, signal.Length)) / signal.Length;
        outputs[0] = k;
        return signal.IsFull;
    }
}
