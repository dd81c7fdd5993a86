using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Directional indicator: share of upward movement in the true range.</summary>
public struct PlusDi : IIndicator<PlusDi>
{
    readonly int period;
    DirectionalMovement movement;

    PlusDi(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        movement = new DirectionalMovement(period);
    }

    public static IndicatorDescription Description => new("plus_di", "directional indicator: share of upward movement in the true range",
        "+DM = rise of the high when it is positive and above the fall of the low, -DM the other way round; DM and true range start as sums over the first n - 1 bars, then s = s - s/n + x; DI = 100 * DM / true range (0 when that is below 1e-14)",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static PlusDi Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = movement.Add(bar);
        outputs[0] = movement.PlusIndicator;
        return ready;
    }
}
