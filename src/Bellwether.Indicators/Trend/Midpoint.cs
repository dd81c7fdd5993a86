using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Middle between the highest and the lowest close of the last n bars.</summary>
public struct Midpoint : IIndicator<Midpoint>
{
    WindowHighest highest;
    WindowLowest lowest;

    Midpoint(ReadOnlySpan<double> arguments)
    {
        highest = new WindowHighest((int)arguments[0]);
        lowest = new WindowLowest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("midpoint", "middle between the highest and the lowest close of the last n bars",
        "(highest close + lowest close) / 2, the present bar included",
        "TA-Lib MIDPOINT")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Midpoint Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Length;

    public readonly int WarmUp => highest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var top = highest.Add(bar.Close, window[..highest.Length]);
        var bottom = lowest.Add(bar.Close, window[highest.Length..]);
        outputs[0] = (top + bottom) / 2;
        return highest.IsFull;
    }
}
