using System.Diagnostics;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>
/// Times of works that are to be compared, taken in turns: what else the machine does meets all of them, so that their ratio says something although no single time does.
/// </summary>
static class PairedTimes
{
    const int Warm = 60;
    const int Rounds = 401;

    /// <param name="works">The works; the first one is what the others are compared with.</param>
    /// <returns>For each work its median in ticks, and the median of the first one's time over its own.</returns>
    public static (double Ticks, double Ratio)[] Of(params Action[] works)
    {
        var times = new long[works.Length][];
        for (var w = 0; w < works.Length; w++) times[w] = new long[Rounds];
        for (var i = 0; i < Warm; i++)
        {
            foreach (var work in works) work();
            // The compiler works beside us.
            if (i % 20 == 19) Thread.Sleep(120);
        }
        for (var round = 0; round < Rounds; round++)
            for (var w = 0; w < works.Length; w++)
            {
                var start = Stopwatch.GetTimestamp();
                works[w]();
                times[w][round] = Stopwatch.GetTimestamp() - start;
            }
        return [.. times.Select(own => (Median(own.Select(t => (double)t)), Median(own.Select((t, round) => (double)times[0][round] / t))))];
    }

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
