using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Absolute price oscillator: difference of a fast and a slow average of the close.</summary>
public struct Apo : IIndicator<Apo>
{
    MeanDifference difference;

    Apo(ReadOnlySpan<double> arguments)
    {
        difference = new MeanDifference(new ChosenMean((int)arguments[0], (int)arguments[2]), new ChosenMean((int)arguments[1], (int)arguments[2]), endTogether: false);
    }

    public static IndicatorDescription Description => new("apo", "absolute price oscillator: difference of a fast and a slow average of the close",
        "fast average - slow average, each from the first close on",
        "Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005, chapter 8; TA-Lib APO")
    {
        Parameters = [IndicatorParameter.Bars("fast", 12, 1, "fast average, bars"), IndicatorParameter.Bars("slow", 26, 2, "slow average, bars"), ChosenMean.Parameter("kind", "average")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Apo Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] >= arguments[1] ? "the fast period must be shorter than the slow one" : null;

    public readonly int WindowLength => difference.Places;

    public readonly int WarmUp => difference.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = difference.Add(bar.Close, window, out var value);
        outputs[0] = value;
        return ready;
    }
}
