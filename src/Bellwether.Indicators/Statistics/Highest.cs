using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Highest close of the last n bars.</summary>
public struct Highest : IIndicator<Highest>
{
    WindowHighest highest;

    Highest(ReadOnlySpan<double> arguments)
    {
        highest = new WindowHighest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("highest", "highest close of the last n bars",
        "largest of the last n closes, the present bar included",
        "Marcel van Herk, A Fast Algorithm for Local Minimum and Maximum Filters, 1992; TA-Lib MAX")
    {
        Parameters = [IndicatorParameter.Bars("period", 30, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Highest Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => highest.Length;

    public readonly int WarmUp => highest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = highest.Add(bar.Close, window);
        return highest.IsFull;
    }
}
