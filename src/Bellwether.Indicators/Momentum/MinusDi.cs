using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Directional indicator: share of downward movement in the true range.</summary>
public struct MinusDi : IIndicator<MinusDi>
{
    readonly int period;
    DirectionalMovement movement;

    MinusDi(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        movement = new DirectionalMovement(period);
    }

    public static IndicatorDescription Description => new("minus_di", "directional indicator: share of downward movement in the true range",
        DirectionalMovement.Formula,
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static MinusDi Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = movement.Add(bar);
        outputs[0] = movement.MinusIndicator;
        return ready;
    }
}
