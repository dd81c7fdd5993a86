using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Rate of change of the close over n bars, in percent.</summary>
public struct Roc : IIndicator<Roc>
{
    WindowLag lag;

    Roc(ReadOnlySpan<double> arguments)
    {
        lag = new WindowLag((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("roc", "rate of change of the close over n bars, in percent",
        "(close / close n bars ago - 1) * 100",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
    {
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window, bars")],
        Unit = "percent",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Roc Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => lag.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = lag.IsFull;
        outputs[0] = ((bar.Close / lag.Push(bar.Close, window)) - 1) * 100;
        return ready;
    }
}
