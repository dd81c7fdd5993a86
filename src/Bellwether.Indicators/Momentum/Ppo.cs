using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Percentage price oscillator: distance of a fast and a slow exponential average in percent of the slow one.</summary>
public struct Ppo : IIndicator<Ppo>
{
    ExponentialMean fast, slow, signal;

    Ppo(ReadOnlySpan<double> arguments)
    {
        fast = new ExponentialMean((int)arguments[0]);
        slow = new ExponentialMean((int)arguments[1]);
        signal = new ExponentialMean((int)arguments[2]);
    }

    public static IndicatorDescription Description => new("ppo", "percentage price oscillator: distance of a fast and a slow exponential average in percent of the slow one",
        "100 * (fast ema - slow ema) / slow ema, each from the mean of its first closes; signal = ema of it; hist = ppo - signal; all from the first signal on",
        "Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005, chapter 8")
    {
        Parameters = [IndicatorParameter.Bars("fast", 12, 1, "fast average, bars"), IndicatorParameter.Bars("slow", 26, 2, "slow average, bars"), IndicatorParameter.Bars("signal", 9, 1, "average of the oscillator, bars")],
        Outputs = [new("ppo"), new("signal"), new("hist")],
        Unit = "percent",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Ppo Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] >= arguments[1] ? "the fast period must be shorter than the slow one" : null;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => slow.Period + signal.Period - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        fast.Add(bar.Close);
        if (!slow.Add(bar.Close)) return false;
        var value = 100 * ((fast.Value - slow.Value) / slow.Value);
        if (!double.IsFinite(value)) return false;
        var ready = signal.Add(value);
        outputs[2] = value - signal.Value;
        outputs[1] = signal.Value;
        outputs[0] = value;
        return ready;
    }
}
