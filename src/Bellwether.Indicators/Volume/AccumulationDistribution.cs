using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Accumulation/distribution line: volume weighted by where the close lies in the bar.</summary>
public struct AccumulationDistribution : IIndicator<AccumulationDistribution>
{
    RunningTotal total;

    public static IndicatorDescription Description => new("ad", "accumulation/distribution line: volume weighted by where the close lies in the bar",
        "money flow volume = ((close - low) - (high - close)) / (high - low) * volume, 0 without a range; its running total",
        "Marc Chaikin, as described in John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
    {
        Aliases = ["adl"],
        Unit = "shares",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose | IndicatorInputs.Volume;

    public static AccumulationDistribution Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        total.Add(MoneyFlow.Volume(bar));
        outputs[0] = total.Value;
        return true;
    }
}
