using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Triple exponential moving average of the close.</summary>
public struct Tema : IIndicator<Tema>
{
    ExponentialMean first, second, third;

    Tema(ReadOnlySpan<double> arguments)
    {
        first = second = third = new ExponentialMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("tema", "triple exponential moving average of the close",
        "3 * e1 - 3 * e2 + e3, e1 = ema(close, n), e2 = ema(e1, n), e3 = ema(e2, n)",
        "Patrick G. Mulloy, Smoothing Data with Faster Moving Averages, Technical Analysis of Stocks and Commodities, January 1994")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Tema Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => (3 * first.Period) - 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!first.Add(bar.Close) || !second.Add(first.Value) || !third.Add(second.Value)) return false;
        outputs[0] = (3 * first.Value) - (3 * second.Value) + third.Value;
        return true;
    }
}
