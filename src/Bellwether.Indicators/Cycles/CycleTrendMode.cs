using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>Whether the market trends or swings in its prevailing cycle.</summary>
public struct CycleTrendMode : IIndicator<CycleTrendMode>
{
    int bars, barsSinceCross;
    double sine, lead;
    CyclePhase phase;
    CycleTrendline trend;

    public static IndicatorDescription Description => new("ht_trendmode", "whether the market trends or swings in its prevailing cycle",
        CyclePhase.Formula + "; 0 (cycle) for half a cycle after sin(phase) and sin(phase + 45 degrees) cross, and while the phase advances by 0.67 to 1.5 times 360/length a bar; else 1 (trend); 1 whenever s is 1.5 percent or more away from ht_trendline",
        "John F. Ehlers, Rocket Science for Traders, 2001, chapter 11; start as in TA-Lib HT_TRENDMODE")
    {
        Aliases = ["trend_mode"],
        Unit = "1 trend, 0 cycle",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static CycleTrendMode Create(ReadOnlySpan<double> arguments) => new() { phase = new CyclePhase(CyclePhase.Silent), trend = new CycleTrendline() };

    public readonly int WindowLength => CyclePhase.Places + CycleTrendline.Places;

    public readonly int WarmUp => CyclePhase.WarmUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < CyclePhase.WarmUp) bars++;
        var before = phase.Value;
        if (!phase.Add(bar.Close, window[..CyclePhase.Places]))
        {
            trend.Push(bar.Close, window[CyclePhase.Places..]);
            return false;
        }
        var line = trend.Add(bar.Close, phase.WholePeriod, window[CyclePhase.Places..]);
        outputs[0] = Crossed() || Swings(phase.Value - before) ? 0 : 1;
        if (line != 0 && Math.Abs((phase.Smoothed - line) / line) >= 0.015) outputs[0] = 1;
        return bars == CyclePhase.WarmUp;
    }

    /// <summary>Sine and leading sine crossed less than half a cycle ago.</summary>
    bool Crossed()
    {
        var (sineBefore, leadBefore) = (sine, lead);
        sine = Math.Sin(phase.Value * (Math.PI / 180));
        lead = Math.Sin((phase.Value + 45) * (Math.PI / 180));
        if ((sine > lead && sineBefore <= leadBefore) || (sine < lead && sineBefore >= leadBefore)) barsSinceCross = 0;
        // The bar of the crossing counts as the first of the new trend.
        barsSinceCross++;
        return barsSinceCross < 0.5 * phase.Period;
    }

    /// <summary>The phase advances about as fast as a cycle of this length would.</summary>
    readonly bool Swings(double advance) => phase.Period != 0 && advance > 0.67 * 360 / phase.Period && advance < 1.5 * 360 / phase.Period;
}
