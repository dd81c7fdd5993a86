using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Kaufman's adaptive moving average of the close.</summary>
public struct Kama : IIndicator<Kama>
{
    readonly int period;
    readonly double fast, slow;
    WindowLag lag;
    WindowSum changes;
    int closes;
    double previousClose, value;

    Kama(ReadOnlySpan<double> arguments)
    {
        period = (int)arguments[0];
        fast = 2.0 / (arguments[1] + 1);
        slow = 2.0 / (arguments[2] + 1);
        lag = new WindowLag(period);
        changes = new WindowSum(period);
    }

    public static IndicatorDescription Description => new("kama", "Kaufman's adaptive moving average of the close",
        "er = |close - close n bars ago| / sum of |changes| over n (1 when the sum is 0); c = (er * (2/(fast+1) - 2/(slow+1)) + 2/(slow+1))^2; starts from the n-th close; k += c * (close - k)",
        "Perry J. Kaufman, Trading Systems and Methods, 1998, chapter 17")
    {
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window, bars"), IndicatorParameter.Bars("fast", 2, 1, "period of the fastest average, bars"), IndicatorParameter.Bars("slow", 30, 1, "period of the slowest average, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Kama Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[1] > arguments[2] ? "fast must not be longer than slow" : null;

    public readonly int WindowLength => 2 * period;

    public readonly int WarmUp => period + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var close = bar.Close;
        var movement = 0.0;
        if (closes > 0) movement = changes.Add(Math.Abs(close - previousClose), window[period..]);
        previousClose = close;
        var hasOld = lag.IsFull;
        var old = lag.Push(close, window[..period]);
        if (!hasOld)
        {
            closes++;
            value = close;
            return false;
        }
        var change = Math.Abs(close - old);
        var efficiency = movement <= change || movement < 1e-14 ? 1 : change / movement;
        var smoothing = (efficiency * (fast - slow)) + slow;
        value += smoothing * smoothing * (close - value);
        outputs[0] = value;
        return true;
    }
}
