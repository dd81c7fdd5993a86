using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Relative strength index (Wilder, "New Concepts in Technical Trading Systems", 1978, section VI), 0 to 100: 100 · gain / (gain + loss), where gain and loss are
/// Wilder averages of the rises and falls of the close, seeded with the plain mean of the first n changes. First value at bar n + 1. 0 when nothing moved.
/// </summary>
public struct Rsi : IIndicator<Rsi>
{
    const double Nothing = 1e-14;

    readonly int period;
    int changes;
    bool hasClose;
    double previousClose;
    double gain;
    double loss;

    Rsi(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
    }

    /// <param name="period">Bars, 2 or more.</param>
    public static Rsi Create(int period) => new(period);

    public readonly int WindowLength => 0;

    public readonly bool IsReady => changes == period && period > 0;

    public readonly double Value => !IsReady ? double.NaN : gain + loss < Nothing ? 0 : 100 * gain / (gain + loss);

    public void Update(in Slice bars, int row, Span<double> window)
    {
        var close = bars.Close[row];
        var change = close - previousClose;
        previousClose = close;
        if (!hasClose)
        {
            hasClose = true;
            return;
        }
        var rise = Math.Max(change, 0);
        var fall = Math.Max(-change, 0);
        if (changes == period)
        {
            gain = ((gain * (period - 1)) + rise) / period;
            loss = ((loss * (period - 1)) + fall) / period;
            return;
        }
        gain += rise;
        loss += fall;
        if (++changes < period) return;
        gain /= period;
        loss /= period;
    }
}
