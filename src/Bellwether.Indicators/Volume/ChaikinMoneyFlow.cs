using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Chaikin money flow: share of the volume that closed near the high, less that near the low.</summary>
public struct ChaikinMoneyFlow : IIndicator<ChaikinMoneyFlow>
{
    WindowSum flows, volumes;

    ChaikinMoneyFlow(ReadOnlySpan<double> arguments)
    {
        flows = volumes = new WindowSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("cmf", "Chaikin money flow: share of the volume that closed near the high, less that near the low",
        "money flow volume = ((close - low) - (high - close)) / (high - low) * volume, 0 without a range; its sum over the last n bars divided by the sum of volume, 0 without volume",
        "Marc Chaikin, as described by StockCharts ChartSchool, Chaikin Money Flow")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Unit = "-1 to 1",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose | IndicatorInputs.Volume;

    public static ChaikinMoneyFlow Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * flows.Length;

    public readonly int WarmUp => flows.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var flow = flows.Add(MoneyFlow.Volume(bar), window[..flows.Length]);
        var volume = volumes.Add(bar.Volume, window[flows.Length..]);
        outputs[0] = volume > 0 ? flow / volume : 0;
        return flows.IsFull;
    }
}
