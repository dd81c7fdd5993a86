using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Hull moving average of the close.</summary>
public struct Hma : IIndicator<Hma>
{
    readonly int period, halfPeriod, rootPeriod;
    WindowWeightedSum half, whole, root;

    Hma(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        halfPeriod = period / 2;
        rootPeriod = (int)Math.Sqrt(period);
        half = new WindowWeightedSum(halfPeriod);
        whole = new WindowWeightedSum(period);
        root = new WindowWeightedSum(rootPeriod);
    }

    public static IndicatorDescription Description => new("hma", "Hull moving average of the close",
        "wma of 2 * wma(close, n/2) - wma(close, n) over sqrt(n) bars; n/2 and sqrt(n) are cut to whole numbers",
        "Alan Hull, How to Reduce Lag in a Moving Average, 2005")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 2, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Hma Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => half.Places + whole.Places + root.Places;

    public readonly int WarmUp => period + rootPeriod - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var fast = Mean(ref half, bar.Close, window[..half.Places], halfPeriod);
        var slow = Mean(ref whole, bar.Close, window.Slice(half.Places, whole.Places), period);
        if (!whole.IsFull) return false;
        outputs[0] = Mean(ref root, (2 * fast) - slow, window[(half.Places + whole.Places)..], rootPeriod);
        return root.IsFull;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Mean(ref WindowWeightedSum sums, double value, Span<double> window, int period)
    {
        sums.Add(value, window, out var level, out var total, out var weighted);
        return level + ((weighted + total) * 2 / (period * (period + 1.0)));
    }
}
