using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Simple moving average: the mean of the last n closes. First value at the n-th bar.
/// <para>
/// The sum is carried on from bar to bar and added up afresh each time the window has gone round, so that the rounding left behind by a huge price is gone at
/// most n bars after it left.
/// </para>
/// </summary>
public struct Sma : IIndicator<Sma>
{
    readonly int period;
    int count;
    int next;
    double sum;

    Sma(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
    }

    /// <param name="period">Bars, 1 or more.</param>
    public static Sma Create(int period) => new(period);

    public readonly int WindowLength => period;

    public readonly bool IsReady => count == period && period > 0;

    public readonly double Value => IsReady ? sum / period : double.NaN;

    public void Update(in Slice bars, int row, Span<double> window)
    {
        var close = bars.Close[row];
        if (count < period)
        {
            count++;
            sum += close;
        }
        else
        {
            sum += close - window[next];
        }
        window[next] = close;
        if (++next < window.Length) return;
        next = 0;
        sum = 0;
        foreach (var value in window) sum += value;
    }
}
