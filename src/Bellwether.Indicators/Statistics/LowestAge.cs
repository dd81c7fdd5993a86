using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>How many bars ago the lowest close of the last n bars was.</summary>
public struct LowestAge : IIndicator<LowestAge>
{
    readonly int period;
    WindowAgeOfHighest lowest;

    LowestAge(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        lowest = new WindowAgeOfHighest(period);
    }

    public static IndicatorDescription Description => new("lowest_age", "how many bars ago the lowest close of the last n bars was",
        "0 = the present bar, n - 1 = the oldest; of equal ones the most recent",
        "TA-Lib MININDEX, which gives the number of the bar from the first one on instead: that would depend on where the history begins")
    {
        Aliases = ["minindex"],
        Parameters = [IndicatorParameter.Bars("period", 30, 1, "window, bars")],
        Unit = "bars",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static LowestAge Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lowest.Places;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = lowest.Add(-bar.Close, window);
        return lowest.IsFull;
    }
}
