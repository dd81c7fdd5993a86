using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>How recent the highest high and the lowest low of the last n + 1 bars are.</summary>
public struct Aroon : IIndicator<Aroon>
{
    readonly int period;
    WindowAgeOfHighest highest, lowest;

    Aroon(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        highest = lowest = new WindowAgeOfHighest(period + 1);
    }

    public static IndicatorDescription Description => new("aroon", "how recent the highest high and the lowest low of the last n + 1 bars are",
        "100 * (n - bars since the highest high) / n, and the same for the lowest low; of equal ones the most recent",
        "Tushar S. Chande, A Time Price Oscillator, Technical Analysis of Stocks and Commodities, September 1995")
    {
        Parameters = [IndicatorParameter.Bars("period", 25, 1, "window, bars")],
        Outputs = [new("up"), new("down")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static Aroon Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Places;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var high = highest.Add(bar.High, window[..highest.Places]);
        var low = lowest.Add(-bar.Low, window[highest.Places..]);
         outputs[1] = 100.0 * (period - low) / period;
        outputs[0] = 100.0 * (period - high) / period;
        return highest.IsFull;
    }
}
