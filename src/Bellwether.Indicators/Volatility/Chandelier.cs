using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Chandelier exit: stops that hang from the highest high, and stand on the lowest low, at a multiple of the average true range.</summary>
public struct Chandelier : IIndicator<Chandelier>
{
    readonly double factor;
    WindowHighest highest;
    WindowLowest lowest;
    TrueRange range;
    WilderMean average;

    Chandelier(ReadOnlySpan<double> arguments)
    {
        highest = new WindowHighest((int)arguments[0]);
        lowest = new WindowLowest((int)arguments[0]);
        average = new WilderMean((int)arguments[0]);
        factor = arguments[1];
    }

    public static IndicatorDescription Description => new("chandelier", "Chandelier exit: stops that hang from the highest high, and stand on the lowest low, at a multiple of the average true range",
        "long = highest high of n - factor * atr(n); short = lowest low of n + factor * atr(n)",
        "Charles Le Beau, as described by Alexander Elder, Come Into My Trading Room, 2002")
    {
        Parameters = [IndicatorParameter.Bars("period", 22, 1, "window, bars"), new("factor", 3, 0, 1000, "distance in average true ranges")],
        Outputs = [new("long"), new("short")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Chandelier Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Length;

    public readonly int WarmUp => highest.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var top = highest.Add(bar.High, window[..highest.Length]);
        var bottom = lowest.Add(bar.Low, window[highest.Length..]);
        if (!range.Next(bar, out var trueRange) || !average.Add(trueRange)) return false;
        outputs[1] = bottom + (factor * average.Value);
        outputs[0] = top - (factor * average.Value);
        return true;
    }
}
