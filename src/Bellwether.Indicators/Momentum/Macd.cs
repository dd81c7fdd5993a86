using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Moving average convergence/divergence: difference of a fast and a slow exponential average, with its signal line.</summary>
public struct Macd : IIndicator<Macd>
{
    readonly int skip;
    int skipped;
    ExponentialMean fast, slow, signal;

    Macd(ReadOnlySpan<double> arguments)
    {
        fast = new ExponentialMean((int)arguments[0]);
        slow = new ExponentialMean((int)arguments[1]);
        signal = new ExponentialMean((int)arguments[2]);
        skip = slow.Period - fast.Period;
    }

    public static IndicatorDescription Description => new("macd", "moving average convergence/divergence: difference of a fast and a slow exponential average, with its signal line",
        "fast ema - slow ema, both starting at bar \"slow\" (the fast one from the mean of the last \"fast\" closes then); signal = ema of it; hist = macd - signal; all from the first signal on",
        "Gerald Appel, The Moving Average Convergence-Divergence Method, 1979; start as in TA-Lib")
    {
        Parameters = [IndicatorParameter.Bars("fast", 12, 1, "fast average, bars"), IndicatorParameter.Bars("slow", 26, 2, "slow average, bars"), IndicatorParameter.Bars("signal", 9, 1, "average of the difference, bars")],
        Outputs = [new("macd"), new("signal"), new("hist")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Macd Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] >= arguments[1] ? "the fast period must be shorter than the slow one" : null;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => slow.Period + signal.Period - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = slow.Add(bar.Close);
        if (skipped < skip)
        {
            skipped++;
            return false;
        }
        fast.Add(bar.Close);
        if (!ready) return false;
        var difference = fast.Value - slow.Value;
        ready = signal.Add(difference);
        outputs[2] = difference - signal.Value;
        outputs[1] = signal.Value;
        outputs[0] = difference;
        return ready;
    }
}
