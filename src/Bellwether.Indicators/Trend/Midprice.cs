using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Middle between the highest high and the lowest low of the last n bars.</summary>
public struct Midprice : IIndicator<Midprice>
{
    WindowHighest highest;
    WindowLowest lowest;

    Midprice(ReadOnlySpan<double> arguments)
    {
        highest = new WindowHighest((int)arguments[0]);
        lowest = new WindowLowest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("midprice", "middle between the highest high and the lowest low of the last n bars",
        "(highest high + lowest low) / 2, the present bar included",
        "TA-Lib MIDPRICE")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static Midprice Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Length;

    public readonly int WarmUp => highest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var top = highest.Add(bar.High, window[..highest.Length]);
        var bottom = lowest.Add(bar.Low, window[highest.Length..]);
        outputs[0] = (top + bottom) / 2;
        return highest.IsFull;
    }
}
