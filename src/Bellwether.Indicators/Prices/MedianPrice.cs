using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Middle of the bar's range.</summary>
public struct MedianPrice : IIndicator<MedianPrice>
{
    public static IndicatorDescription Description => new("medprice", "middle of the bar's range",
        "(high + low) / 2",
        "TA-Lib MEDPRICE")
    {
        Aliases = ["median_price"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static MedianPrice Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = (bar.High + bar.Low) / 2;
        return true;
    }
}
