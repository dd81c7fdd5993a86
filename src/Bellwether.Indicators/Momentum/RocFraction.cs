using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Rate of change of the close over n bars, as a fraction.</summary>
public struct RocFraction : IIndicator<RocFraction>
{
    WindowLag lag;

    RocFraction(ReadOnlySpan<double> arguments)
    {
        lag = new WindowLag((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("rocp", "rate of change of the close over n bars, as a fraction",
        "(close - close n bars ago) / close n bars ago",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9; TA-Lib ROCP")
    {
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window, bars")],
        Unit = "fraction",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static RocFraction Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => lag.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = lag.IsFull;
        var old = lag.Push(bar.Close, window);
        outputs[0] = (bar.Close - old) / old;
        return ready;
    }
}
