using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Lowest and highest close of the last n bars.</summary>
public struct Extremes : IIndicator<Extremes>
{
    WindowLowest lowest;
    WindowHighest highest;

    Extremes(ReadOnlySpan<double> arguments)
    {
        lowest = new WindowLowest((int)arguments[0]);
        highest = new WindowHighest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("minmax", "lowest and highest close of the last n bars",
        "smallest and largest of the last n closes, the present bar included",
        "Marcel van Herk, A Fast Algorithm for Local Minimum and Maximum Filters, 1992; TA-Lib MINMAX")
    {
        Aliases = ["extremes"],
        Parameters = [IndicatorParameter.Bars("period", 30, 1, "window, bars")],
        Outputs = [new("min"), new("max")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Extremes Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * lowest.Length;

    public readonly int WarmUp => lowest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[1] = highest.Add(bar.Close, window[lowest.Length..]);
        outputs[0] = lowest.Add(bar.Close, window[..lowest.Length]);
        return lowest.IsFull;
    }
}
