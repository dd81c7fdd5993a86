using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Directional index: distance of both directional indicators in percent of their sum.</summary>
public struct Dx : IIndicator<Dx>
{
    readonly int period;
    DirectionalIndex index;

    Dx(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        index = new DirectionalIndex(period);
    }

    public static IndicatorDescription Description => new("dx", "directional index: distance of both directional indicators in percent of their sum",
        DirectionalMovement.Formula + "; dx = 100 * |-DI - +DI| / (-DI + +DI), kept when the sum is below 1e-14",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Dx Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = index.Add(bar);
        outputs[0] = index.Value;
        return ready;
    }
}
