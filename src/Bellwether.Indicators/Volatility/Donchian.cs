using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Donchian channel: highest high and lowest low of the last n bars and their middle.</summary>
public struct Donchian : IIndicator<Donchian>
{
    WindowHighest highest;
    WindowLowest lowest;

    Donchian(ReadOnlySpan<double> arguments)
    {
        highest = new WindowHighest((int)arguments[0]);
        lowest = new WindowLowest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("donchian", "Donchian channel: highest high and lowest low of the last n bars and their middle",
        "upper = highest high, lower = lowest low, middle = (upper + lower)/2, the present bar included",
        "Richard Donchian, Trend-Following Methods in Commodity Price Analysis, Commodity Year Book, 1957")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Outputs = [new("middle"), new("upper"), new("lower")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static Donchian Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Length;

    public readonly int WarmUp => highest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var upper = highest.Add(bar.High, window[..highest.Length]);
        var lower = lowest.Add(bar.Low, window[highest.Length..]);
        outputs[2] = lower;
        outputs[1] = upper;
        outputs[0] = (upper + lower) / 2;
        return highest.IsFull;
    }
}
