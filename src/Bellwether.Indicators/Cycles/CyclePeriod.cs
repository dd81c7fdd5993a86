using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>Length of the prevailing cycle of the close, in bars.</summary>
public struct CyclePeriod : IIndicator<CyclePeriod>
{
    const int Silent = 12, First = 33;

    int bars;
    DominantCycle cycle;

    public static IndicatorDescription Description => new("ht_dcperiod", "length of the prevailing cycle of the close, in bars",
        DominantCycle.Formula + "; then 0.33 * length + 0.67 * before",
        "John F. Ehlers, Rocket Science for Traders, 2001, chapter 7; start as in TA-Lib HT_DCPERIOD")
    {
        Aliases = ["dominant_cycle"],
        Unit = "bars, 6 to 50",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CyclePeriod Create(ReadOnlySpan<double> arguments) => new() { cycle = new DominantCycle(Silent) };

    public readonly int WindowLength => 0;

    public readonly int WarmUp => First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < First) bars++;
        cycle.Add(bar.Close);
        outputs[0] = cycle.SmoothPeriod;
        return bars == First;
    }
}
