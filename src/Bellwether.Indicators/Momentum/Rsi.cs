using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Relative strength index: share of the rises in all movement of the close.</summary>
public struct Rsi : IIndicator<Rsi>
{
    readonly int period;
    RisesAndFalls moves;

    Rsi(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        moves = new RisesAndFalls(period);
    }

    public static IndicatorDescription Description => new("rsi", "relative strength index: share of the rises in all movement of the close",
        "gain and loss: Wilder means of the rises and falls over n changes; 100 * gain / (gain + loss), 0 when their sum is below 1e-14",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section VI")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Rsi Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!moves.Add(bar.Close)) return false;
        outputs[0] = 100 * moves.Strength;
        return true;
    }
}
