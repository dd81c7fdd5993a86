using Bellwether.Core;
using Bellwether.Indicators;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>A random walk in cents, on the minutes of one long session.</summary>
sealed class MadeBars
{
    public readonly long[] Time, Session;
    public readonly double[] Open, High, Low, Close, Volume;

    public MadeBars(int count)
    {
        (Time, Session) = (new long[count], new long[count]);
        (Open, High, Low, Close, Volume) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        var random = new SplitMix64(7);
        var close = 10_000;
        for (var i = 0; i < count; i++)
        {
            Time[i] = i * EngineTime.Minute;
            var open = close;
            close = Math.Max(1_000, close + random.NextInt(41) - 20);
            Open[i] = open / 100.0;
            Close[i] = close / 100.0;
            High[i] = (Math.Max(open, close) + random.NextInt(9)) / 100.0;
            Low[i] = (Math.Min(open, close) - random.NextInt(9)) / 100.0;
            Volume[i] = 100 + random.NextInt(5_000);
        }
    }

    public BatchColumns Columns => new(Close.Length, Time, Session, Open, High, Low, Close, Volume, default);
}
