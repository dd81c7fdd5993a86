using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Lowest close of the last n bars.</summary>
public struct Lowest : IIndicator<Lowest>
{
    WindowLowest lowest;

    Lowest(ReadOnlySpan<double> arguments)
    {
        lowest = new WindowLowest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("lowest", "lowest close of the last n bars",
        "smallest of the last n closes, the present bar included",
        "Marcel van Herk, A Fast Algorithm for Local Minimum and Maximum Filters, 1992; TA-Lib MIN")
    {
        Parameters = [IndicatorParameter.Bars("period", 30, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Lowest Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lowest.Length;

    public readonly int WarmUp => lowest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = lowest.Add(bar.Close, window);
        return lowest.IsFull;
    }
}
