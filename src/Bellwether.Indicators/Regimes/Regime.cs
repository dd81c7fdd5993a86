using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Whether the market trends or ranges, and how volatile it is against its own past.</summary>
public struct Regime : IIndicator<Regime>
{
    readonly int period;
    readonly double strength, leastEfficiency;
    DirectionalIndex index;
    WilderMean adx, atr;
    TrueRange range;
    Efficiency efficiency;
    WindowRank rank;

    Regime(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        (strength, leastEfficiency) = (arguments[1], arguments[2]);
        index = new DirectionalIndex(period);
        adx = atr = new WilderMean(period);
        efficiency = new Efficiency(period);
        rank = new WindowRank((int)arguments[3]);
    }

    public static IndicatorDescription Description => new("regime", "whether the market trends or ranges, and how volatile it is against its own past",
        "trend: 1 (up) or -1 (down) while adx(n) is at least \"strength\" and the efficiency ratio over n bars at least \"efficiency\", its direction that of the change over n bars; else 0 (range). volatility: percent of the \"window\" values before of natr(n) that are below the present one, equal ones counted half; bars with a close of 0 have no value. Both from the first rank on",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV; Perry J. Kaufman, Trading Systems and Methods, 1998, chapter 17; thresholds by custom")
    {
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window, bars"), new("strength", 25, 0, 100, "least average directional index of a trend"), new("efficiency", 0.3, 0, 1, "least efficiency ratio of a trend"), IndicatorParameter.Bars("window", 50, 1, "values that the volatility is compared with, bars")],
        Outputs = [new("trend"), new("volatility", "0 to 100")],
        Unit = "1 up, -1 down, 0 range",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose;

    public static Regime Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => efficiency.Places + rank.Length;

    public readonly int WarmUp => Math.Max(2 * period, period + 1 + rank.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var trends = index.Add(bar) && adx.Add(index.Value);
        efficiency.Add(bar.Close, window[..efficiency.Places], out var way);
        if (!range.Next(bar, out var trueRange) || !atr.Add(trueRange) || bar.Close == 0) return false;
        var ready = trends && rank.IsFull;
        outputs[1] = rank.Add(100 * (atr.Value / bar.Close), window[efficiency.Places..]);
        outputs[0] = adx.Value >= strength && Math.Abs(way) >= leastEfficiency ? Math.Sign(way) : 0;
        return ready;
    }
}
