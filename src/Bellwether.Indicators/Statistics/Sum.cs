using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Sum of the last n closes.</summary>
public struct Sum : IIndicator<Sum>
{
    WindowSum sum;

    Sum(ReadOnlySpan<double> arguments)
    {
        sum = new WindowSum((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("sum", "sum of the last n closes",
        "sum of the last n closes; over another series, sum of its last n values: sum(volume,30)",
        "arithmetic; TA-Lib SUM")
    {
        Parameters = [IndicatorParameter.Bars("period", 30, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Sum Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sum.Length;

    public readonly int WarmUp => sum.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = sum.Add(bar.Close, window);
        return sum.IsFull;
    }
}
