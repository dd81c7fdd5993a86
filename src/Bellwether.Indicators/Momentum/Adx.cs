using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Average directional index: how strong a trend is, with both directional indicators.</summary>
public struct Adx : IIndicator<Adx>
{
    readonly int period;
    DirectionalMovement movement;
    WilderMean mean;
    double strength;

    Adx(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        movement = new DirectionalMovement(period);
        mean = new WilderMean(period);
    }

    public static IndicatorDescription Description => new("adx", "average directional index: how strong a trend is, with both directional indicators",
        DirectionalMovement.Formula + "; DX = 100 * |-DI - +DI| / (-DI + +DI), kept when the sum is below 1e-14; adx starts as the mean of n DX, then (adx * (n - 1) + DX) / n; the indicators come before it, from bar n + 1",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars")],
        Outputs = [new("adx"), new("plus_di"), new("minus_di")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Adx Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 2 * period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!movement.Add(bar)) return false;
        var plus = movement.PlusIndicator;
        var minus = movement.MinusIndicator;
        var sum = plus + minus;
        if (sum >= 1e-14) strength = 100 * (Math.Abs(minus - plus) / sum);
        var ready = mean.Add(strength);
        outputs[2] = minus;
        outputs[1] = plus;
        outputs[0] = ready ? mean.Value : double.NaN;
        return true;
    }
}
