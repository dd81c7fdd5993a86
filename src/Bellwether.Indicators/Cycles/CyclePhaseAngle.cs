using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>Where the prevailing cycle of the close stands, in degrees.</summary>
public struct CyclePhaseAngle : IIndicator<CyclePhaseAngle>
{
    CyclePhase phase;
    int bars;

    public static IndicatorDescription Description => new("ht_dcphase", "where the prevailing cycle of the close stands, in degrees",
        CyclePhase.Formula,
        "John F. Ehlers, Rocket Science for Traders, 2001, chapter 9; start as in TA-Lib HT_DCPHASE")
    {
        Aliases = ["dominant_phase"],
        Unit = "degrees, -45 to 315",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CyclePhaseAngle Create(ReadOnlySpan<double> arguments) => new() { phase = new CyclePhase(CyclePhase.Silent) };

    public readonly int WindowLength => CyclePhase.Places;

    public readonly int WarmUp => CyclePhase.WarmUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < CyclePhase.WarmUp) bars++;
        phase.Add(bar.Close, window);
        outputs[0] = phase.Value;
        return bars == CyclePhase.WarmUp;
    }
}
