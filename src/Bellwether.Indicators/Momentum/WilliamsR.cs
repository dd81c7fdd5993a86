using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Williams %R: how far the close lies below the highest high of the last n bars.</summary>
public struct WilliamsR : IIndicator<WilliamsR>
{
    WindowHighest highest;
    WindowLowest lowest;

    WilliamsR(ReadOnlySpan<double> arguments)
    {
        highest = new WindowHighest((int)arguments[0]);
        lowest = new WindowLowest((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("willr", "Williams %R: how far the close lies below the highest high of the last n bars",
        "-100 * (highest high - close) / (highest high - lowest low), 0 without a range",
        "Larry R. Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973")
    {
        Aliases = ["williams_r"],
        Parameters = [IndicatorParameter.Bars("period", 14, 1, "window, bars")],
        Unit = "-100 to 0",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static WilliamsR Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * highest.Length;

    public readonly int WarmUp => highest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var top = highest.Add(bar.High, window[..highest.Length]);
        var bottom = lowest.Add(bar.Low, window[highest.Length..]);
        var range = top - bottom;
        outputs[0] = range > 0 ? -100 * ((top - bar.Close) / range) : 0;
        return highest.IsFull;
    }
}
