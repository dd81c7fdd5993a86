using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Chaikin oscillator: a fast less a slow exponential average of the accumulation/distribution line.</summary>
public struct ChaikinOscillator : IIndicator<ChaikinOscillator>
{
    readonly int slowPeriod;
    readonly double fastWeight, slowWeight;
    int bars;
    double fast, slow;

    ChaikinOscillator(ReadOnlySpan<double> arguments)
    {
        slowPeriod = (int)arguments[1];
        fastWeight = 2.0 / (arguments[0] + 1);
        slowWeight = 2.0 / (arguments[1] + 1);
    }

    public static IndicatorDescription Description => new("adosc", "Chaikin oscillator: a fast less a slow exponential average of the accumulation/distribution line",
        "money flow volume = ((close - low) - (high - close)) / (high - low) * volume, 0 without a range; ad = its running total; ema(ad, fast) - ema(ad, slow), both starting at the first ad; values from bar \"slow\" on",
        "Marc Chaikin, as in TA-Lib ADOSC")
    {
        Aliases = ["chaikin"],
        Parameters = [IndicatorParameter.Bars("fast", 3, 1, "fast average, bars"), IndicatorParameter.Bars("slow", 10, 2, "slow average, bars")],
        Unit = "shares",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose | IndicatorInputs.Volume;

    public static ChaikinOscillator Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] >= arguments[1] ? "the fast period must be shorter than the slow one" : null;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => slowPeriod;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        // Both averages less the line itself, so that the line's size costs no digits.
        var flow = MoneyFlow.Volume(bar);
        if (bars > 0)
        {
            fast = (1 - fastWeight) * (fast - flow);
            slow = (1 - slowWeight) * (slow - flow);
        }
        outputs[0] = fast - slow;
        if (bars < slowPeriod) bars++;
        return bars == slowPeriod;
    }
}
