using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Stop line that follows the trend at a multiple of the average true range.</summary>
public struct Supertrend : IIndicator<Supertrend>
{
    readonly int period;
    readonly double factor;
    TrueRange range;
    WilderMean average;
    double upper, lower;
    bool isUp;

    Supertrend(ReadOnlySpan<double> arguments)
    {
        (period, factor) = ((int)arguments[0], arguments[1]);
        average = new WilderMean(period);
    }

    public static IndicatorDescription Description => new("supertrend", "stop line that follows the trend at a multiple of the average true range",
        "bands (high + low)/2 +- factor * atr(n); a band only tightens while the close before stayed inside it; the trend turns when the close crosses its line; first trend up when the close is at or above the middle",
        "Olivier Seban, Supertrend, as published by TradingView")
    {
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window of the average true range, bars"), new("factor", 3, 0.01, 1000, "distance in average true ranges")],
        Outputs = [new("value"), new("direction", "1 up, -1 down")],
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Supertrend Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var hadAverage = average.IsReady;
        var previous = range.PreviousClose;
        if (!range.Next(bar, out var trueRange) || !average.Add(trueRange)) return false;
        var middle = (bar.High + bar.Low) / 2;
        var upperNow = middle + (factor * average.Value);
        var lowerNow = middle - (factor * average.Value);
        if (!hadAverage)
        {
            (upper, lower, isUp) = (upperNow, lowerNow, bar.Close >= middle);
        }
        else
        {
            if (upperNow < upper || previous > upper) upper = upperNow;
            if (lowerNow > lower || previous < lower) lower = lowerNow;
            isUp = isUp ? bar.Close >= lower : bar.Close > upper;
        }
        outputs[1] = isUp ? 1 : -1;
        outputs[0] = isUp ? lower : upper;
        return true;
    }
}
