using System.Runtime.CompilerServices;
using Bellwether.Indicators.Divergences;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Whether the close and a second series, such as rsi(14), disagree about the last two turns of the close.</summary>
public struct Divergence : IIndicator<Divergence>
{
    readonly int pivot, most;
    Turn low, high;
    WindowTail closes, others;

    Divergence(ReadOnlySpan<double> arguments)
    {
        (pivot, most) = ((int)arguments[0], (int)arguments[1]);
        closes = others = new WindowTail((2 * pivot) + 1);
    }

    public static IndicatorDescription Description => new("divergence", "whether the close and a second series, such as rsi(14), disagree about the last two turns of the close",
        "a low turns where the close is below the \"pivot\" closes before it and not above those after it, a high where it is above and not below; each is known \"pivot\" bars later. With that bar: regular 1 (bullish) when the close made a lower low and the other a higher one, -1 (bearish) when the close made a higher high and the other a lower one; hidden 1 when the close made a higher low and the other a lower one, -1 when the close made a lower high and the other a higher one; 0 at all other bars. Turns further apart than \"most\" bars are not compared. Over another series: divergence(low,rsi(14),5,60)",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section VI; Constance M. Brown, Technical Analysis for the Trading Professional, 1999 (hidden ones, there called reversals)")
    {
        Parameters = [IndicatorParameter.Bars("pivot", 5, 1, "bars on each side of a turn", 1000), IndicatorParameter.Bars("most", 60, 1, "bars between two turns that are compared")],
        Outputs = [new("regular"), new("hidden")],
        Unit = "1 bullish, -1 bearish, 0 none",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Other;

    public static Divergence Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * closes.Places;

    public readonly int WarmUp => closes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var last = closes.Add(bar.Close, window[..closes.Places]);
        var close = last[pivot];
        var other = others.Add(bar.Other, window[closes.Places..])[pivot];
        low.Age(most + pivot);
        high.Age(most + pivot);
        if (!closes.IsFull) return false;
        var atLow = IsLow(last, pivot) ? low.Replace(close, other, pivot) : 0;
        var atHigh = IsHigh(last, pivot) ? high.Replace(close, other, pivot) : 0;
        outputs[1] = atLow > 0 ? 1 : atHigh < 0 ? -1 : 0;
        outputs[0] = atLow < 0 ? 1 : atHigh > 0 ? -1 : 0;
        return true;
    }

    /// <summary>The middle close is below all before it and not above those after it.</summary>
    static bool IsLow(ReadOnlySpan<double> closes, int middle)
    {
        foreach (var close in closes[..middle])
            if (close <= closes[middle]) return false;
        foreach (var close in closes[(middle + 1)..])
            if (close < closes[middle]) return false;
        return true;
    }

    /// <summary>The middle close is above all before it and not below those after it.</summary>
    static bool IsHigh(ReadOnlySpan<double> closes, int middle)
    {
        foreach (var close in closes[..middle])
            if (close >= closes[middle]) return false;
        foreach (var close in closes[(middle + 1)..])
            if (close > closes[middle]) return false;
        return true;
    }
}
