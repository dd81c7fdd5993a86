using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Ultimate oscillator: buying pressure over three windows.</summary>
public struct UltimateOscillator : IIndicator<UltimateOscillator>
{
    TrueRange range;
    WindowSum shortPressure, shortRange, mediumPressure, mediumRange, longPressure, longRange;

    UltimateOscillator(ReadOnlySpan<double> arguments)
    {
        shortPressure = shortRange = new WindowSum((int)arguments[0]);
        mediumPressure = mediumRange = new WindowSum((int)arguments[1]);
        longPressure = longRange = new WindowSum((int)arguments[2]);
    }

    public static IndicatorDescription Description => new("ultosc", "ultimate oscillator: buying pressure over three windows",
        "pressure = close - min(low, close before); a = sum of pressure / sum of true range over a window (0 when that sum is below 1e-14); 100 * (4 * a short + 2 * a medium + a long) / 7",
        "Larry R. Williams, The Ultimate Oscillator, Technical Analysis of Stocks and Commodities, August 1985")
    {
        Aliases = ["ultimate_oscillator"],
        Parameters = [IndicatorParameter.Bars("short", 7, 1, "window, bars"), IndicatorParameter.Bars("medium", 14, 1, "window, bars"), IndicatorParameter.Bars("long", 28, 1, "window, bars")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static UltimateOscillator Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 2 * (shortRange.Length + mediumRange.Length + longRange.Length);

    public readonly int WarmUp => 1 + Math.Max(shortRange.Length, Math.Max(mediumRange.Length, longRange.Length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var previous = range.PreviousClose;
        if (!range.Next(bar, out var trueRange)) return false;
        var pressure = bar.Close - Math.Min(bar.Low, previous);
        var (a, b, c) = (shortPressure.Length, mediumPressure.Length, longPressure.Length);
        var sum = 4 * Ratio(shortPressure.Add(pressure, window[..a]), shortRange.Add(trueRange, window.Slice(a, a)));
        var rest = window[(2 * a)..];
        sum += 2 * Ratio(mediumPressure.Add(pressure, rest[..b]), mediumRange.Add(trueRange, rest.Slice(b, b)));
        rest = rest[(2 * b)..];
        sum += Ratio(longPressure.Add(pressure, rest[..c]), longRange.Add(trueRange, rest.Slice(c, c)));
        outputs[0] = 100 * (sum / 7);
        return shortRange.IsFull && mediumRange.IsFull && longRange.IsFull;
    }

    static double Ratio(double pressure, double range) => range < 1e-14 ? 0 : pressure / range;
}
