using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Average true range (Wilder) in percent of the close.</summary>
public struct Natr : IIndicator<Natr>
{
    readonly int period;
    TrueRange range;
    WilderMean mean;

    Natr(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        mean = new WilderMean(period);
    }

    public static IndicatorDescription Description => new("natr", "average true range (Wilder) in percent of the close",
        "100 * atr(n) / close",
        "John Forman, Cross-Market Evaluations with Normalized Average True Range, Technical Analysis of Stocks and Commodities, May 2006")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "percent",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Natr Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!range.Next(bar, out var trueRange)) return false;
        var ready = mean.Add(trueRange);
        outputs[0] = 100 * (mean.Value / bar.Close);
        return ready;
    }
}
