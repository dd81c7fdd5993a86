using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>How many bars ago the lowest and the highest close of the last n bars were.</summary>
public struct ExtremeAges : IIndicator<ExtremeAges>
{
    readonly int period;
    WindowAgeOfHighest lowest, highest;

    ExtremeAges(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        lowest = highest = new WindowAgeOfHighest(period);
    }

    public static IndicatorDescription Description => new("minmax_age", "how many bars ago the lowest and the highest close of the last n bars were",
        "0 = the present bar, n - 1 = the oldest; of equal ones the most recent",
        "TA-Lib MINMAXINDEX, which gives the number of the bar from the first one on instead: that would depend on where the history begins")
    {
        Aliases = ["minmaxindex"],
        Parameters = [IndicatorParameter.Bars("period", 30, 1, "window, bars")],
        Outputs = [new("min"), new("max")],
        Unit = "bars",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static ExtremeAges Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * lowest.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[1] = highest.Add(bar.Close, window[lowest.Places..]);
        outputs[0] = lowest.Add(-bar.Close, window[..lowest.Places]);
        return lowest.IsFull;
    }
}
