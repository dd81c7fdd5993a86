using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Realised volatility from opens, highs, lows and closes, with the gaps between bars.</summary>
public struct YangZhangVolatility : IIndicator<YangZhangVolatility>
{
    readonly int period;
    readonly double periods, weight;
    bool hasClose;
    double previous;
    WindowMoments gaps, bodies;
    WindowSum ranges;

    YangZhangVolatility(ReadOnlySpan<double> arguments)
    {
        (period, periods) = ((int)arguments[0], arguments[1]);
        weight = 0.34 / (1.34 + ((period + 1.0) / (period - 1)));
        gaps = bodies = new WindowMoments(period);
        ranges = new WindowSum(period);
    }

    public static IndicatorDescription Description => new("rv_yang_zhang", "realised volatility from opens, highs, lows and closes, with the gaps between bars",
        "k = 0.34 / (1.34 + (n + 1)/(n - 1)); variance = that of ln(open/close before) + k * that of ln(close/open) (both samples: n - 1) + (1 - k) * mean of ln(h/c) ln(h/o) + ln(l/c) ln(l/o); sqrt(periods * variance); bars with a price that is not above 0 have no value",
        "Dennis Yang and Qiang Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, Journal of Business 73, 2000")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 2, "window, bars"), new("periods", 252, 1, 1e7, "bars a year, by which the variance is multiplied; 1 = per bar")],
        Unit = "fraction a year",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static YangZhangVolatility Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => (2 * gaps.Places) + period;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.Low <= 0 || bar.High <= 0 || bar.Open <= 0 || bar.Close <= 0) return false;
        var (open, high, low, close) = (Math.Log(bar.Open), Math.Log(bar.High), Math.Log(bar.Low), Math.Log(bar.Close));
        var gap = open - previous;
        previous = close;
        if (!hasClose)
        {
            hasClose = true;
            return false;
        }
        var places = gaps.Places;
        gaps.Add(gap, window[..places], out _, out var gapDeviations);
        bodies.Add(close - open, window.Slice(places, places), out _, out var bodyDeviations);
        var drift = ranges.Add(((high - close) * (high - open)) + ((low - close) * (low - open)), window[(2 * places)..]) / period;
        var variance = ((gapDeviations + (weight * bodyDeviations)) / (period - 1)) + ((1 - weight) * drift);
        outputs[0] = Math.Sqrt(Math.Max(0, variance) * periods);
        return gaps.IsFull;
    }
}
