using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>The close without its prevailing cycle.</summary>
public struct InstantaneousTrendline : IIndicator<InstantaneousTrendline>
{
    int bars;
    DominantCycle cycle;
    CycleTrendline trend;

    public static IndicatorDescription Description => new("ht_trendline", "the close without its prevailing cycle",
        DominantCycle.Formula + "; t = mean of the closes over one cycle; (4 * t + 3 * t before + 2 * that before + that before)/10",
        "John F. Ehlers, Rocket Science for Traders, 2001, chapter 8; start as in TA-Lib HT_TRENDLINE")
    {
        Aliases = ["instantaneous_trendline"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static InstantaneousTrendline Create(ReadOnlySpan<double> arguments) => new() { cycle = new DominantCycle(CyclePhase.Silent), trend = new CycleTrendline() };

    public readonly int WindowLength => CycleTrendline.Places;

    public readonly int WarmUp => CyclePhase.WarmUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < CyclePhase.WarmUp) bars++;
        if (!cycle.Add(bar.Close))
        {
            trend.Push(bar.Close, window);
            return false;
        }
        outputs[0] = trend.Add(bar.Close, (int)(cycle.SmoothPeriod + 0.5), window);
        return bars == CyclePhase.WarmUp;
    }
}
