using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Price of the bar with the close counted twice.</summary>
public struct WeightedClose : IIndicator<WeightedClose>
{
    public static IndicatorDescription Description => new("wclprice", "price of the bar with the close counted twice",
        "(high + low + 2 * close) / 4",
        "TA-Lib WCLPRICE")
    {
        Aliases = ["weighted_close"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static WeightedClose Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = (bar.High + bar.Low + (bar.Close * 2)) / 4;
        return true;
    }
}
