using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Money flow index: share of the money traded on rises of the typical price.</summary>
public struct Mfi : IIndicator<Mfi>
{
    bool hasPrice;
    double previous;
    WindowSum positive, negative;

    Mfi(ReadOnlySpan<double> arguments)
    {
        positive = negative = new WindowSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("mfi", "money flow index: share of the money traded on rises of the typical price",
        "t = (high + low + close)/3; t * volume counts as positive when t rises and negative when it falls, over the last n changes; 100 * positive / (positive + negative), 0 when their sum is below 1",
        "Gene Quong and Avrum Soudack, Volume-Weighted RSI: Money Flow, Technical Analysis of Stocks and Commodities, March 1989")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Unit = "0 to 100",
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose | IndicatorInputs.Volume;

    public static Mfi Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * positive.Length;

    public readonly int WarmUp => positive.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var price = bar.Typical;
        var before = previous;
        previous = price;
        if (!hasPrice)
        {
            hasPrice = true;
            return false;
        }
        var flow = price * bar.Volume;
        var up = positive.Add(price > before ? flow : 0, window[..positive.Length]);
        var down = negative.Add(price < before ? flow : 0, window[positive.Length..]);
        outputs[0] = up + down < 1 ? 0 : 100 * (up / (up + down));
        return positive.IsFull;
    }
}
