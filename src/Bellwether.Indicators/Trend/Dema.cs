using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Double exponential moving average of the close.</summary>
public struct Dema : IIndicator<Dema>
{
    ExponentialMean first, second;

    Dema(ReadOnlySpan<double> arguments)
    {
        first = second = new ExponentialMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("dema", "double exponential moving average of the close",
        "2 * e1 - e2, e1 = ema(close, n), e2 = ema(e1, n)",
        "Patrick G. Mulloy, Smoothing Data with Faster Moving Averages, Technical Analysis of Stocks and Commodities, January 1994")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Dema Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => (2 * first.Period) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!first.Add(bar.Close) || !second.Add(first.Value)) return false;
        outputs[0] = (2 * first.Value) - second.Value;
        return true;
    }
}
