using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Simple moving average of the close.</summary>
public struct Sma : IIndicator<Sma>
{
    readonly double length;
    WindowSum sum;

    Sma(ReadOnlySpan<double> arguments)
    {
        length = arguments[0];
        sum = new WindowSum((int)length);
    }

    public static IndicatorDescription Description => new("sma", "simple moving average of the close",
        "mean of the last n closes",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
    {
        Aliases = ["ma"],
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Sma Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => sum.Length;

    public readonly int WarmUp => sum.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = sum.Add(bar.Close, window) / length;
        return sum.IsFull;
    }

    public static int UpdateMany(ref Sma state, in BatchColumns columns, int begin, int end, Span<double> window, Span<double> outputs)
    {
        state.sum.AddMany(columns.Close[begin..end], window, outputs);
        return end - begin;
    }
}
