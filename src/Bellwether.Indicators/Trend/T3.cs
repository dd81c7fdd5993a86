using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Tillson's T3: a sixfold exponential average of the close that is sharpened by a volume factor.</summary>
public struct T3 : IIndicator<T3>
{
    readonly double third, fourth, fifth, sixth;
    ExponentialMean e1, e2, e3, e4, e5, e6;

    T3(ReadOnlySpan<double> arguments)
    {
        e1 = e2 = e3 = e4 = e5 = e6 = new ExponentialMean((int)arguments[0]);
        var v = arguments[1];
        third = (1 + v) * (1 + v) * (1 + v);
        fourth = -3 * v * (1 + v) * (1 + v);
        fifth = 3 * v * v * (1 + v);
        sixth = -v * v * v;
    }

    public static IndicatorDescription Description => new("t3", "Tillson's T3: a sixfold exponential average of the close that is sharpened by a volume factor",
        "e1 = ema(close, n), e2 = ema(e1, n), ... e6, each from the mean of its first n inputs; (1 + v)^3 * e3 - 3v(1 + v)^2 * e4 + 3v^2(1 + v) * e5 - v^3 * e6",
        "Tim Tillson, Smoothing Techniques for More Accurate Signals, Technical Analysis of Stocks and Commodities, January 1998")
    {
        Parameters = [IndicatorParameter.Bars("period", 5, 1, "window, bars"), new("volume", 0.7, 0, 1, "volume factor: 0 = a threefold exponential average, 1 = the sharpest")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static T3 Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => (6 * e1.Period) - 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!e1.Add(bar.Close) || !e2.Add(e1.Value) || !e3.Add(e2.Value) || !e4.Add(e3.Value) || !e5.Add(e4.Value) || !e6.Add(e5.Value)) return false;
        outputs[0] = (third * e3.Value) + (fourth * e4.Value) + (fifth * e5.Value) + (sixth * e6.Value);
        return true;
    }
}
