using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Chande momentum oscillator: rises less falls of the close, in percent of all movement.</summary>
public struct Cmo : IIndicator<Cmo>
{
    bool hasClose;
    double previousClose;
    WindowSum rises, falls;

    Cmo(ReadOnlySpan<double> arguments)
    {
        rises = falls = new WindowSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("cmo", "Chande momentum oscillator: rises less falls of the close, in percent of all movement",
        "100 * (sum of rises - sum of falls) / (sum of rises + sum of falls) over the last n changes, 0 when nothing moved",
        "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994, chapter 5")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Unit = "-100 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Cmo Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * rises.Length;

    public readonly int WarmUp => rises.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var change = bar.Close - previousClose;
        previousClose = bar.Close;
        if (!hasClose)
        {
            hasClose = true;
            return false;
        }
        var gain = rises.Add(Math.Max(change, 0), window[..rises.Length]);
        var loss = falls.Add(Math.Max(-change, 0), window[rises.Length..]);
        outputs[0] = gain + loss > 0 ? 100 * ((gain - loss) / (gain + loss)) : 0;
        return rises.IsFull;
    }
}
