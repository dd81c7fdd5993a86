using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Benchmarks;

/// <summary>
/// Rows per second of processor time that become bars: 10 million one-minute bars of several symbols and 20 million trades, in memory, one thread. Medians of several
/// runs, with DuckDB beside it in the same run; and the live stream.
/// </summary>
static class AggregationThroughput
{
    const int Symbols = 10;
    const int Runs = 9;

    struct Counted : IBarSink
    {
        public long Bars;
        public double Volume;

        public void Add(in AggregatedBar bar)
        {
            Bars++;
            Volume += bar.Volume;
        }
    }

    public static int Run()
    {
        LiveAggregation.Run();
        using var duck = new DuckDbAggregation();
        var minutes = Enumerable.Range(1, Symbols).Select(i => Minutes((ulong)i, 1_000_000)).ToArray();
        for (var i = 0; i < Symbols; i++) duck.Load(i, minutes[i]);
        foreach (var text in (string[])["5m", "1h", "1d"])
        {
            var (ours, made) = Measure($"1m -> {text}", minutes.Sum(m => m.Count), () =>
            {
                var sink = new Counted();
                foreach (var m in minutes)
                {
                    var builder = new TimeBarBuilder(Spec(text), SessionHours.Regular);
                    builder.AddBars(m.Time, m.Open, m.High, m.Low, m.Close, m.Volume, ref sink);
                    if (builder.TryFlush(out var last)) sink.Add(last);
                }
                return sink;
            });
            // Hours begin on half hours of UTC: there DuckDB would need the calendar.
            if (text != "1h") Beside(duck.Minutes(text == "1d" ? 24 * 60 * EngineTime.Minute : Spec(text).Size, minutes.Sum(m => m.Count), made), ours);
        }
        var trades = Trades(1, 20_000_000);
        duck.Load(trades);
        foreach (var text in (string[])["1m", "5s"])
        {
            var (ours, made) = Measure($"trades -> {text}", trades.Count, () =>
            {
                var sink = new Counted();
                var builder = new TimeBarBuilder(Spec(text), SessionHours.Regular);
                builder.AddTrades(trades.Time, trades.Price, trades.Size, ref sink);
                if (builder.TryFlush(out var last)) sink.Add(last);
                return sink;
            });
            Beside(duck.Trades(Spec(text).Size, trades.Count, made), ours);
        }
        foreach (var text in (string[])["tick:200", "volume:20000", "dollar:4000000", "range:0.2", "renko:0.1", "tick-imbalance:40", "dollar-imbalance:4000000", "dollar-imbalance:ewma:200"])
        {
            Measure($"trades -> {text}", trades.Count, () =>
            {
                var sink = new Counted();
                var builder = Aggregation.Builder(Spec(text), SessionHours.Regular);
                builder.AddTrades(trades.Time, trades.Price, trades.Size, ref sink);
                if (builder.TryFlush(out var last)) sink.Add(last);
                return sink;
            });
        }
        return 0;
    }

    /// <returns>Millions of rows a second, and the bars.</returns>
    static (double Rate, long Bars) Measure(string work, long rows, Func<Counted> run)
    {
        var result = run();
        var rates = new double[Runs];
        var allocated = 0L;
        for (var i = 0; i < Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Environment.CpuUsage.TotalTime;
            result = run();
            rates[i] = rows / (Environment.CpuUsage.TotalTime - began).TotalSeconds / 1e6;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(rates);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{work,-35} {rates[Runs / 2],7:0} M rows/s (from {rates[0]:0} to {rates[^1]:0})   {result.Bars,9:N0} bars   {(double)allocated / rows:0.0000} B per row"));
        return (rates[Runs / 2], result.Bars);
    }

    static void Beside(double duck, double ours) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-35} {duck,7:0.0} M rows/s DuckDB, one thread   ratio {ours / duck:0.0}"));

    /// <summary>Minutes of whole sessions, one after the other, as a random walk.</summary>
    static BarColumns Minutes(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var (time, open, high, low, close, volume) = (new long[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(NodaTime.Instant.FromUtc(2010, 1, 4, 0, 0));
        var (at, price) = (session.OpenNanoseconds, 100.0);
        for (var i = 0; i < count; i++)
        {
            if (at >= session.CloseNanoseconds) at = (session = ExchangeCalendar.NewYork.NextSession(session.Date)).OpenNanoseconds;
            (time[i], open[i]) = (at, price);
            price = Math.Max(1, price + random.NextDouble() - 0.5);
            (close[i], high[i], low[i], volume[i]) = (price, Math.Max(open[i], price) + 0.1, Math.Min(open[i], price) - 0.1, 1 + random.NextInt(10_000));
            at += EngineTime.Minute;
        }
        return new BarColumns("S" + seed, time, open, high, low, close, volume);
    }

    /// <summary>Trades in uneven steps of about 12 milliseconds.</summary>
    static TradeColumns Trades(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var (time, price, size) = (new long[count], new double[count], new double[count]);
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(NodaTime.Instant.FromUtc(2013, 10, 7, 0, 0));
        var (at, last) = (session.OpenNanoseconds, 100.0);
        for (var i = 0; i < count; i++)
        {
            if (at >= session.CloseNanoseconds) at = (session = ExchangeCalendar.NewYork.NextSession(session.Date)).OpenNanoseconds;
            last = Math.Round(Math.Max(1, last + (0.01 * (random.NextInt(3) - 1))), 2);
            (time[i], price[i], size[i]) = (at, last, 1 + random.NextInt(500));
            at += random.NextInt(24) * EngineTime.Millisecond;
        }
        return new TradeColumns("T", time, price, size);
    }

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);
}
