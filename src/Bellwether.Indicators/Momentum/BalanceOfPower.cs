using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Balance of power: how far the bar went from open to close, in parts of its range.</summary>
public struct BalanceOfPower : IIndicator<BalanceOfPower>
{
    public static IndicatorDescription Description => new("bop", "balance of power: how far the bar went from open to close, in parts of its range",
        "(close - open) / (high - low), 0 when the range is below 1e-14",
        "Igor Livshin, Balance of Power, Technical Analysis of Stocks and Commodities, August 2001")
    {
        Aliases = ["balance_of_power"],
        Unit = "-1 to 1",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static BalanceOfPower Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var range = bar.High - bar.Low;
        outputs[0] = range < 1e-14 ? 0 : (bar.Close - bar.Open) / range;
        return true;
    }
}
