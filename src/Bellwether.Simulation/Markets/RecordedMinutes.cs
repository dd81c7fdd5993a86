using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>Recorded minute bars of one symbol as columns of one length, oldest first. Minutes in which nothing traded are simply absent.</summary>
public sealed class RecordedMinutes
{
    /// <param name="symbol">Ticker.</param>
    /// <param name="times">Opens: nanoseconds since the Unix epoch, whole minutes, strictly rising.</param>
    /// <param name="open">Dollars, like high, low and close.</param>
    /// <param name="volume">Shares, 0 or more.</param>
    /// <exception cref="ArgumentException">Columns of different lengths, or a bar that cannot be; the text names it.</exception>
    public RecordedMinutes(string symbol, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        (Symbol, Times, Open, High, Low, Close, Volume) = (symbol, times, open, high, low, close, volume);
        var count = times.Length;
        if (open.Length != count || high.Length != count || low.Length != count || close.Length != count || volume.Length != count)
            throw new ArgumentException($"{symbol}: {count} times, but {open.Length} opens, {high.Length} highs, {low.Length} lows, {close.Length} closes and {volume.Length} volumes; expected columns of one length");
        for (var i = 0; i < count; i++)
        {
            if (times[i] % EngineTime.Minute != 0 || (i > 0 && times[i] <= times[i - 1]))
                throw new ArgumentException($"{symbol}: row {i}: time {EngineTime.ToInstant(times[i])} is not a whole minute after the row before");
            // Written so that NaN fails too.
            if (!(low[i] > 0 && low[i] <= open[i] && low[i] <= close[i] && high[i] >= open[i] && high[i] >= close[i] && high[i] <= 1e6 && volume[i] >= 0 && volume[i] <= 1e9))
                throw new ArgumentException($"{symbol}: row {i} at {EngineTime.ToInstant(times[i])}: open {open[i]}, high {high[i]}, low {low[i]}, close {close[i]}, volume {volume[i]} is no bar: expected 0 < low ≤ open, close ≤ high ≤ 1,000,000 and a volume of 0 to 10⁹");
        }
    }

    public string Symbol { get; }

    public int Count => Times.Length;

    internal long[] Times { get; }

    internal double[] Open { get; }

    internal double[] High { get; }

    internal double[] Low { get; }

    internal double[] Close { get; }

    internal double[] Volume { get; }
}
