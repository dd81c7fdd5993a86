using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Exponential moving average of closes: seeded with the mean of the first n, then e += 2/(n+1) · (close − e). First value at the n-th bar.
/// </summary>
public struct Ema : IIndicator<Ema>
{
    readonly int period;
    readonly double weight;
    int count;
    double value;

    Ema(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        weight = 2.0 / (period + 1);
    }

    /// <param name="period">Bars, 1 or more.</param>
    public static Ema Create(int period) => new(period);

    public readonly int WindowLength => 0;

    public readonly bool IsReady => count == period && period > 0;

    public readonly double Value => IsReady ? value : double.NaN;

    public void Update(in Slice bars, int row, Span<double> window)
    {
        var close = bars.Close[row];
        if (count == period)
        {
            value += weight * (close - value);
            return;
        }
        value += close;
        if (++count == period) value /= period;
    }
}
