using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Where the close stands among the n before it, in percent.</summary>
public struct PercentRank : IIndicator<PercentRank>
{
    WindowRank rank;

    PercentRank(ReadOnlySpan<double> arguments)
    {
        rank = new WindowRank((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("percent_rank", "where the close stands among the n before it, in percent",
        "percent of the n closes before that are below the present one, equal ones counted half. The whole window is read at each bar",
        "Larry Connors and Cesar Alvarez, An Introduction to ConnorsRSI, 2012")
    {
        Aliases = ["quantile"],
        Parameters = [IndicatorParameter.Bars("period", 100, 1, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static PercentRank Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => rank.Length;

    public readonly int WarmUp => rank.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = rank.IsFull;
        outputs[0] = rank.Add(bar.Close, window);
        return ready;
    }
}
