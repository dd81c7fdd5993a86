using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>Parts of the close in step with the prevailing cycle and a quarter of a cycle ahead.</summary>
public struct CyclePhasor : IIndicator<CyclePhasor>
{
    const int Silent = 12, First = 33;

    int bars;
    DominantCycle cycle;

    public static IndicatorDescription Description => new("ht_phasor", "parts of the close in step with the prevailing cycle and a quarter of a cycle ahead",
        DominantCycle.Formula,
        "John F. Ehlers, Rocket Science for Traders, 2001, chapter 6; start as in TA-Lib HT_PHASOR")
    {
        Aliases = ["phasor"],
        Outputs = [new("in_phase"), new("quadrature")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CyclePhasor Create(ReadOnlySpan<double> arguments) => new() { cycle = new DominantCycle(Silent) };

    public readonly int WindowLength => 0;

    public readonly int WarmUp => First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < First) bars++;
        cycle.Add(bar.Close);
        outputs[1] = cycle.Quadrature;
        outputs[0] = cycle.InPhase;
        return bars == First;
    }
}
