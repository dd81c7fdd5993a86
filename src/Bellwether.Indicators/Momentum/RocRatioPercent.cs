using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Ratio of the close to that of n bars ago, in percent.</summary>
public struct RocRatioPercent : IIndicator<RocRatioPercent>
{
    WindowLag lag;

    RocRatioPercent(ReadOnlySpan<double> arguments)
    {
        lag = new WindowLag((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("rocr100", "ratio of the close to that of n bars ago, in percent",
        "100 * close / close n bars ago",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9; TA-Lib ROCR100")
    {
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window, bars")],
        Unit = "percent",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static RocRatioPercent Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => lag.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = lag.IsFull;
        var old = lag.Push(bar.Close, window);
        outputs[0] = bar.Close / old * 100;
        return ready;
    }
}
