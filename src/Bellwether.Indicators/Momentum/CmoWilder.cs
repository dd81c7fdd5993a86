using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Chande momentum oscillator with Wilder's smoothing, as TA-Lib computes it.</summary>
public struct CmoWilder : IIndicator<CmoWilder>
{
    readonly int period;
    RisesAndFalls moves;

    CmoWilder(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        moves = new RisesAndFalls(period);
    }

    public static IndicatorDescription Description => new("cmo_wilder", "Chande momentum oscillator with Wilder's smoothing, as TA-Lib computes it",
        "gain and loss: Wilder means of the rises and falls over n changes; 100 * (gain - loss) / (gain + loss), 0 when their sum is below 1e-14",
        "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994, chapter 5; TA-Lib CMO")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "-100 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CmoWilder Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!moves.Add(bar.Close)) return false;
        outputs[0] = 100 * moves.Balance;
        return true;
    }
}
