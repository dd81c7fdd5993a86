using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Momentum: change of the close over n bars.</summary>
public struct Momentum : IIndicator<Momentum>
{
    WindowLag lag;

    Momentum(ReadOnlySpan<double> arguments)
    {
        lag = new WindowLag((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("mom", "momentum: change of the close over n bars",
        "close - close n bars ago",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
    {
        Aliases = ["momentum"],
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Momentum Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => lag.Length;

    public readonly int WarmUp => lag.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = lag.IsFull;
        outputs[0] = bar.Close - lag.Push(bar.Close, window);
        return ready;
    }
}
