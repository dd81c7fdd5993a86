using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Moving average convergence/divergence with averages of chosen kinds.</summary>
public struct MacdExtended : IIndicator<MacdExtended>
{
    MeanDifference difference;
    ChosenMean signal;

    MacdExtended(ReadOnlySpan<double> arguments)
    {
        difference = new MeanDifference(new ChosenMean((int)arguments[0], (int)arguments[1]), new ChosenMean((int)arguments[2], (int)arguments[3]), endTogether: true);
        signal = new ChosenMean((int)arguments[4], (int)arguments[5]);
    }

    public static IndicatorDescription Description => new("macdext", "moving average convergence/divergence with averages of chosen kinds",
        "fast average - slow average, both with their first value at the same bar; signal = average of it; hist = macd - signal; all from the first signal on",
        "Gerald Appel, The Moving Average Convergence-Divergence Method, 1979; TA-Lib MACDEXT")
    {
        Parameters = [IndicatorParameter.Bars("fast", 12, 1, "fast average, bars"), ChosenMean.Parameter("fast_kind", "fast average"), IndicatorParameter.Bars("slow", 26, 2, "slow average, bars"), ChosenMean.Parameter("slow_kind", "slow average"), IndicatorParameter.Bars("signal", 9, 1, "average of the difference, bars"), ChosenMean.Parameter("signal_kind", "average of the difference")],
        ShortForm = ["fast", "slow", "signal"],
        Outputs = [new("macd"), new("signal"), new("hist")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static MacdExtended Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] >= arguments[2] ? "the fast period must be shorter than the slow one" : null;

    public readonly int WindowLength => difference.Places + signal.Places;

    public readonly int WarmUp => difference.Length + signal.Length - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!difference.Add(bar.Close, window[..difference.Places], out var value)) return false;
        var ready = signal.Add(value, window[difference.Places..], out var mean);
        outputs[2] = value - mean;
        outputs[1] = mean;
        outputs[0] = value;
        return ready;
    }
}
