using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Aroon up less Aroon down.</summary>
public struct AroonOscillator : IIndicator<AroonOscillator>
{
    readonly int period;
    WindowAgeOfHighest highest, lowest;

    AroonOscillator(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        highest = lowest = new WindowAgeOfHighest(period + 1);
    }

    public static IndicatorDescription Description => new("aroonosc", "Aroon up less Aroon down",
        "100 * (bars since the lowest low - bars since the highest high) / n over the last n + 1 bars; of equal ones the most recent",
        "Tushar S. Chande, A Time Price Oscillator, Technical Analysis of Stocks and Commodities, September 1995")
    {
        Aliases = ["aroon_oscillator"],
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Unit = "-100 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static AroonOscillator Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Places;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var high = highest.Add(bar.High, window[..highest.Places]);
        var low = lowest.Add(-bar.Low, window[highest.Places..]);
         outputs[0] = 100.0 * (low - high) / period;
        return highest.IsFull;
    }
}
