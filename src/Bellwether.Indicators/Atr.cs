using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// Average true range (Wilder, "New Concepts in Technical Trading Systems", 1978, section III), in dollars. The true range of a bar is the largest of high − low,
/// |high − previous close| and |low − previous close|; that of the very first bar is high − low. The first value, at the n-th bar, is the mean of the first n
/// true ranges; after it each value is (previous · (n − 1) + true range) / n.
/// <para>
/// Libraries that follow TA-Lib start differently: they have no true range on the first bar, so their first value comes one bar later, from bars 2 to n + 1.
/// The recursion is the same, so the two differ by a gap that shrinks by the factor (n − 1)/n with each bar.
/// </para>
/// </summary>
public struct Atr : IIndicator<Atr>
{
    readonly int period;
    int count;
    double previousClose;
    double value;

    Atr(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
    }

    /// <param name="period">Bars, 2 or more.</param>
    public static Atr Create(int period) => new(period);

    public readonly int WindowLength => 0;

    public readonly bool IsReady => count == period && period > 0;

    public readonly double Value => IsReady ? value : double.NaN;

    public void Update(in Slice bars, int row, Span<double> window)
    {
        var high = bars.High[row];
        var low = bars.Low[row];
        var range = high - low;
        if (count > 0) range = Math.Max(range, Math.Max(Math.Abs(high - previousClose), Math.Abs(low - previousClose)));
        previousClose = bars.Close[row];
        if (count == period)
        {
            value = ((value * (period - 1)) + range) / period;
            return;
        }
        value += range;
        if (++count == period) value /= period;
    }
}
