using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Intraday momentum index: share of the bodies that rise in all bodies.</summary>
public struct IntradayMomentum : IIndicator<IntradayMomentum>
{
    readonly int period;
    WindowSum rises, falls;

    IntradayMomentum(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        rises = falls = new WindowSum(period);
    }

    public static IndicatorDescription Description => new("imi", "intraday momentum index: share of the bodies that rise in all bodies",
        "100 * sum of (close - open) of the rising ones of the last n bars / sum of |close - open|, 0 when there is no body",
        "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994, chapter 8")
    {
        Aliases = ["intraday_momentum"],
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Open | IndicatorInputs.Close;

    public static IntradayMomentum Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * period;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var body = bar.Close - bar.Open;
        var gain = rises.Add(Math.Max(body, 0), window[..period]);
        var loss = falls.Add(Math.Max(-body, 0), window[period..]);
        outputs[0] = gain + loss > 0 ? 100 * (gain / (gain + loss)) : 0;
        return rises.IsFull;
    }
}
