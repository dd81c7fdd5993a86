using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Moving average convergence/divergence with the weights of its first publication, 0.15 and 0.075.</summary>
public struct MacdFixed : IIndicator<MacdFixed>
{
    const int Fast = 12, Slow = 26;

    int bars;
    double fast, slow;
    ExponentialMean signal;

    MacdFixed(ReadOnlySpan<double> arguments)
    {
        signal = new ExponentialMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("macdfix", "moving average convergence/divergence with the weights of its first publication, 0.15 and 0.075",
        "fast: e += 0.15 * (close - e), from the mean of the last 12 closes at bar 26; slow: e += 0.075 * (close - e), from the mean of the first 26; macd = fast - slow; signal = ema of it; hist = macd - signal; all from the first signal on",
        "Gerald Appel, The Moving Average Convergence-Divergence Method, 1979; start as in TA-Lib MACDFIX")
    {
        Parameters = [IndicatorParameter.Bars("signal", 9, 1, "average of the difference, bars")],
        Outputs = [new("macd"), new("signal"), new("hist")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static MacdFixed Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => Slow + signal.Period - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < Slow)
        {
            slow += bar.Close;
            if (bars >= Slow - Fast) fast += bar.Close;
            if (++bars < Slow) return false;
            (fast, slow) = (fast / Fast, slow / Slow);
        }
        else
        {
            fast += 0.15 * (bar.Close - fast);
            slow += 0.075 * (bar.Close - slow);
        }
        var difference = fast - slow;
        var ready = signal.Add(difference);
        outputs[2] = difference - signal.Value;
        outputs[1] = signal.Value;
        outputs[0] = difference;
        return ready;
    }
}
