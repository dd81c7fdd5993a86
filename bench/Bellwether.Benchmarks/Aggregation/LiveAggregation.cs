using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Benchmarks;

/// <summary>
/// A live stream of 1,000 symbols with 10 trades a second each, made into bars of 5 seconds, 1 minute and 5 minutes at once, with a grace of 2 seconds, the clock looked at every
/// 50 milliseconds: the share of one core that this takes, what an update costs, and what it allocates. Medians of several runs over ten minutes of the market.
/// </summary>
static class LiveAggregation
{
    const int Symbols = 1_000;
    const int UpdatesPerSecond = 10;
    const int Seconds = 600;
    const int Runs = 9;
    const long Tick = EngineTime.Second / 20;

    public static void Run()
    {
        var session = ExchangeCalendar.NewYork.SessionOn(new NodaTime.LocalDate(2025, 3, 3))!;
        var (shares, updates, allocated, bars) = (new double[Runs], 0L, 0L, 0L);
        for (var run = -1; run < Runs; run++)
        {
            var live = new LiveBars(Symbols, new LiveBarsOptions { Specs = [Spec("5s"), Spec("1m"), Spec("5m")], Grace = 2 * EngineTime.Second });
            live.Listen(0);
            (updates, bars) = (0, 0);
            Play(live, session.OpenNanoseconds, 60, ref updates, ref bars);
            (updates, bars) = (0, 0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Environment.CpuUsage.TotalTime;
            Play(live, session.OpenNanoseconds + EngineTime.Minute, Seconds, ref updates, ref bars);
            if (run < 0) continue;
            shares[run] = (Environment.CpuUsage.TotalTime - began).TotalSeconds / Seconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(shares);
        var median = shares[Runs / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"live, {Symbols:N0} symbols x {UpdatesPerSecond}/s -> 5s, 1m, 5m   {median:0.00%} of a core (from {shares[0]:0.00%} to {shares[^1]:0.00%})   {median * Seconds / updates * 1e9:0} ns per update   {bars:N0} bars   {(double)allocated / updates:0.0000} B per update"));
    }

    static void Play(LiveBars live, long from, int seconds, ref long updates, ref long bars)
    {
        const long Step = EngineTime.Second / UpdatesPerSecond;
        var random = new SplitMix64(1);
        for (var now = from; now < from + (seconds * EngineTime.Second); now += Tick)
        {
            // Every symbol at its own moment within the tenth of a second, half of them in each tick of the clock.
            for (var symbol = (int)(now / Tick % 2); symbol < Symbols; symbol += (int)(Step / Tick))
            {
                var dice = random.Next();
                live.AddTrade(symbol, now - (long)(dice % (ulong)Tick), 100 + (symbol * 0.25) + ((dice >> 40) & 63) * 0.01, 1 + (int)((dice >> 50) & 511));
                updates++;
            }
            while (live.TryClose(now, out var slice)) bars += slice.Count;
        }
    }

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);
}
