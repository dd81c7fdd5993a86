using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>One-bar change of a triple exponential average of the close, in percent.</summary>
public struct Trix : IIndicator<Trix>
{
    ExponentialMean first, second, third;

    Trix(ReadOnlySpan<double> arguments)
    {
        first = second = third = new ExponentialMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("trix", "one-bar change of a triple exponential average of the close, in percent",
        "e3 = ema(ema(ema(close, n), n), n), each from the mean of its first n inputs; (e3 / e3 before - 1) * 100",
        "Jack K. Hutson, TRIX, Technical Analysis of Stocks and Commodities, 1983")
    {
        Parameters = [IndicatorParameter.Bars("period", 15, 1, "window, bars")],
        Unit = "percent",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Trix Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => (3 * first.Period) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!first.Add(bar.Close) || !second.Add(first.Value)) return false;
        var hadThird = third.IsReady;
        var before = third.Value;
        third.Add(second.Value);
        outputs[0] = ((third.Value / before) - 1) * 100;
        return hadThird;
    }
}
