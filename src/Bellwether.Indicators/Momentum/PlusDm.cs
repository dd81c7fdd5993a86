using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Upward directional movement, Wilder's running total.</summary>
public struct PlusDm : IIndicator<PlusDm>
{
    MovementOfBar movement;
    WilderSum total;

    PlusDm(ReadOnlySpan<double> arguments)
    {
        total = new WilderSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("plus_dm", "upward directional movement, Wilder's running total",
        "+DM = rise of the high when it is positive and above the fall of the low, -DM the other way round; starts as the sum over the first n - 1 bars that have one, then s = s - s/n + DM; n = 1 is the movement of the bar alone",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static PlusDm Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => total.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!movement.Next(bar, out var plus, out _)) return false;
        var ready = total.Add(plus);
        outputs[0] = total.Value;
        return ready;
    }
}
