using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Simple moving average: the mean of the last n closes. First value at the n-th bar.
/// <para>
/// The sum is carried on from bar to bar. Beside it the closes of each round of the window are added up afresh and replace it when the round is complete, so that
/// the rounding left behind by a huge price is gone at most n bars after it left.
/// </para>
/// </summary>
public struct Sma : IIndicator<Sma>
{
    readonly int period;
    int count;
    int next;
    double sum;

    /// <summary>Sum of the closes since the window began its present round.</summary>
    double round;

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
        sum += count == period ? close - window[next] : close;
        if (count < period) count++;
        window[next] = close;
        round += close;
        if (++next < period) return;
        next = 0;
        sum = round;
        round = 0;
    }
}
