using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Keltner channel: an exponential average of the close and bands at a multiple of the average true range.</summary>
public struct Keltner : IIndicator<Keltner>
{
    readonly double factor;
    readonly int rangePeriod;
    TrueRange range;
    WilderMean average;
    ExponentialMean middle;

    Keltner(ReadOnlySpan<double> arguments)
    {
        middle = new ExponentialMean((int)arguments[0]);
        factor = arguments[1];
        rangePeriod = (int)arguments[2];
        average = new WilderMean(rangePeriod);
    }

    public static IndicatorDescription Description => new("keltner", "Keltner channel: an exponential average of the close and bands at a multiple of the average true range",
        "middle = ema(close, n); upper and lower = middle +- factor * atr(range)",
        "Chester W. Keltner, How to Make Money in Commodities, 1960; form of Linda Bradford Raschke")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "average of the close, bars"), new("factor", 2, 0, 1000, "distance in average true ranges"), IndicatorParameter.Bars("range", 10, 1, "average true range, bars")],
        Outputs = [new("middle"), new("upper"), new("lower")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Keltner Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => Math.Max(middle.Period, rangePeriod + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = middle.Add(bar.Close);
        if (!range.Next(bar, out var trueRange) || !average.Add(trueRange) || !ready) return false;
        var distance = factor * average.Value;
        outputs[2] = middle.Value - distance;
        outputs[1] = middle.Value + distance;
        outputs[0] = middle.Value;
        return true;
    }
}
