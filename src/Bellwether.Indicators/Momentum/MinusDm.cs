using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Downward directional movement, Wilder's running total.</summary>
public struct MinusDm : IIndicator<MinusDm>
{
    MovementOfBar movement;
    WilderSum total;

    MinusDm(ReadOnlySpan<double> arguments)
    {
        total = new WilderSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("minus_dm", "downward directional movement, Wilder's running total",
        "+DM = rise of the high when it is positive and above the fall of the low, -DM the other way round; starts as the sum over the first n - 1 bars that have one, then s = s - s/n + DM; n = 1 is the movement of the bar alone",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static MinusDm Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => total.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!movement.Next(bar, out _, out var minus)) return false;
        var ready = total.Add(minus);
        outputs[0] = total.Value;
        return ready;
    }
}
