using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Typical price of the bar.</summary>
public struct TypicalPrice : IIndicator<TypicalPrice>
{
    public static IndicatorDescription Description => new("typprice", "typical price of the bar",
        "(high + low + close) / 3",
        "Donald R. Lambert, Commodity Channel Index, Commodities, October 1980; TA-Lib TYPPRICE")
    {
        Aliases = ["typical_price"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static TypicalPrice Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = bar.Typical;
        return true;
    }
}
