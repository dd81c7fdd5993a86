using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Where the relative strength index lies in its own range of the last k bars.</summary>
public struct StochasticRsi : IIndicator<StochasticRsi>
{
    readonly int period, length;
    RisesAndFalls moves;
    WindowHighest highest;
    WindowLowest lowest;
    WindowSum signal;

    StochasticRsi(ReadOnlySpan<double> arguments)
    {
        (period, length) = ((int)arguments[0], (int)arguments[1]);
        moves = new RisesAndFalls(period);
        highest = new WindowHighest(length);
        lowest = new WindowLowest(length);
        signal = new WindowSum((int)arguments[2]);
    }

    public static IndicatorDescription Description => new("stochrsi", "where the relative strength index lies in its own range of the last k bars",
        "r = rsi(n) as there; k = 100 * (r - lowest r) / (highest r - lowest r) over the last \"k\" values, 0 without a range; d = mean of the last \"signal\" k; both from the first d on",
        "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994, chapter 6")
    {
        Aliases = ["stoch_rsi"],
        Parameters = [IndicatorParameter.Bars("period", 14, 2, "window of the relative strength index, bars"), IndicatorParameter.Bars("k", 5, 1, "window of the range, bars"), IndicatorParameter.Bars("signal", 3, 1, "mean that makes d, bars")],
        Outputs = [new("k"), new("d")],
        Unit = "0 to 100",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static StochasticRsi Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => (2 * length) + signal.Length;

    public readonly int WarmUp => period + length + signal.Length - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!moves.Add(bar.Close)) return false;
        var strength = 100 * moves.Strength;
        var top = highest.Add(strength, window[..length]);
        var bottom = lowest.Add(strength, window.Slice(length, length));
        if (!highest.IsFull) return false;
        // Indices that differ only in their last digits have no range: they stand for an index that did not move.
        var range = top - bottom;
        var k = range > 1e-11 ? 100 * ((strength - bottom) / range) : 0;
        outputs[1] = signal.Add(k, window[(2 * length)..]) / signal.Length;
        outputs[0] = k;
        return signal.IsFull;
    }
}
