using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>Sine of the prevailing cycle of the close, and the same an eighth of a cycle ahead.</summary>
public struct CycleSine : IIndicator<CycleSine>
{
    CyclePhase phase;
    int bars;

    public static IndicatorDescription Description => new("ht_sine", "sine of the prevailing cycle of the close, and the same an eighth of a cycle ahead",
        CyclePhase.Formula + "; sine = sin(phase), lead = sin(phase + 45 degrees)",
        "John F. Ehlers, Rocket Science for Traders, 2001, chapter 9; start as in TA-Lib HT_SINE")
    {
        Aliases = ["sine_wave"],
        Outputs = [new("sine"), new("lead")],
        Unit = "-1 to 1",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CycleSine Create(ReadOnlySpan<double> arguments) => new() { phase = new CyclePhase(CyclePhase.Silent) };

    public readonly int WindowLength => CyclePhase.Places;

    public readonly int WarmUp => CyclePhase.WarmUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < CyclePhase.WarmUp) bars++;
        phase.Add(bar.Close, window);
        outputs[1] = Math.Sin((phase.Value + 45) * (Math.PI / 180));
        outputs[0] = Math.Sin(phase.Value * (Math.PI / 180));
        return bars == CyclePhase.WarmUp;
    }
}
