using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Average price of the bar.</summary>
public struct AveragePrice : IIndicator<AveragePrice>
{
    public static IndicatorDescription Description => new("avgprice", "average price of the bar",
        "(open + high + low + close) / 4",
        "TA-Lib AVGPRICE")
    {
        Aliases = ["average_price"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static AveragePrice Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = (bar.Open + bar.High + bar.Low + bar.Close) / 4;
        return true;
    }
}
