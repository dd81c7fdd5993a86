using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Benchmarks.Storage;

/// <summary>
/// Rows per second of processor time from the Parquet files of a store to bars, one thread, files in the page cache: in turns with DuckDB on one thread over the same files, and
/// with nothing but reading the same columns through ParquetSharp. Medians of several rounds.
/// </summary>
static class StoreThroughput
{
    const int Symbols = 10;
    const int RoundsBefore = 3;
    const int Rounds = 9;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-bench-").FullName;
        try
        {
            using var store = BarStore.OpenForWriting(folder);
            var minutes = 0L;
            for (var s = 1; s <= Symbols; s++)
            {
                var rows = MadeMarket.Minutes((ulong)s, 1_000_000);
                minutes += rows.Count;
                store.Write("S" + s.ToString(CultureInfo.InvariantCulture), BarSpec.OneMinute, BarSource.Imported, rows);
            }
            var trades = MadeMarket.Trades(1, 20_000_000);
            TickStore.Write(store, TickTable.Trades, "T", BarSource.Imported, trades);
            var ticks = (long)trades.Count;
            trades = null;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{minutes:N0} minutes of {Symbols} symbols, {ticks:N0} trades of one; {Size(folder, "bars")} and {Size(folder, "trades")} MB"));

            using var duck = new DuckQueries(folder);
            var bare = new BareReading();
            string[] barFiles = [.. Directory.EnumerateFiles(Path.Combine(folder, "bars"), "*.parquet", SearchOption.AllDirectories)];
            string[] tradeFiles = [.. Directory.EnumerateFiles(Path.Combine(folder, "trades"), "*.parquet", SearchOption.AllDirectories)];
            Compare("1m -> 5m", minutes, () => OfBars(store, "5m"), () => duck.Bars("time_bucket(INTERVAL 5 minutes, time_utc)"), () => bare.Bars(barFiles));
            Compare("1m -> 1d", minutes, () => OfBars(store, "1d"), () => duck.Bars("date_trunc('day', time_utc)"), () => bare.Bars(barFiles));
            Compare("trades -> 1m", ticks, () => OfTrades(store), () => duck.Trades("time_bucket(INTERVAL 1 minute, time_utc)"), () => bare.Trades(tradeFiles));
            SymbolYear(store, "S1", "a symbol-year");
            store.Write("D1", BarSpec.OneMinute, BarSource.Backfilled, MadeMarket.Stated(MadeMarket.Minutes(1, 1_000_000)));
            SymbolYear(store, "D1", "the same with stated averages and trades");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Compare(string work, long rows, Func<Result> ours, Func<Result> duck, Func<Result> bare)
    {
        (string Name, Func<Result> Run)[] ways = [("ours", ours), ("duckdb", duck), ("bare", bare)];
        var results = ways.Select(w => w.Run()).ToArray();
        if (results[0].Bars != results[1].Bars || Math.Abs(results[0].Volume - results[1].Volume) > 1e-9 * results[0].Volume)
            throw new InvalidOperationException($"{work}: {results[0]} and DuckDB's {results[1]} are not the same bars");
        // The compiler is done with what is measured only after some rounds, and its time would count as ours.
        for (var round = 0; round < RoundsBefore; round++)
            foreach (var (_, run) in ways) run();
        var rates = ways.ToDictionary(w => w.Name, _ => new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, run) in ways)
            {
                var began = Environment.CpuUsage.TotalTime;
                run();
                rates[name][round] = rows / (Environment.CpuUsage.TotalTime - began).TotalSeconds / 1e6;
            }
        }
        double Ratio(string other) => Median([.. Enumerable.Range(0, Rounds).Select(i => rates["ours"][i] / rates[other][i])]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{work,-14} ours {Median(rates["ours"]),6:0.0}   DuckDB {Median(rates["duckdb"]),6:0.0}   bare read {Median(rates["bare"]),6:0.0} M rows/s   {Ratio("duckdb"):0.0} times DuckDB, {Ratio("bare"):0 %} of the bare read   {results[0].Bars:N0} bars"));
    }

    static void SymbolYear(BarStore store, string symbol, string name)
    {
        var (from, to) = (EngineTime.From(NodaTime.Instant.FromUtc(2012, 1, 1, 5, 0)), EngineTime.From(NodaTime.Instant.FromUtc(2013, 1, 1, 5, 0)));
        foreach (var bar in (string[])["1m", "5m"])
        {
            var milliseconds = new double[41];
            var count = 0;
            for (var i = 0; i < milliseconds.Length; i++)
            {
                var began = System.Diagnostics.Stopwatch.GetTimestamp();
                count = store.Query(symbol, new BarQuery(from, to, Spec(bar), SessionHours.Regular)).Bars.Count;
                milliseconds[i] = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} as {bar}: {Median(milliseconds):0.0} ms ({milliseconds.Min():0.0} to {milliseconds.Max():0.0}), {count:N0} bars"));
        }
    }

    static Result OfBars(BarStore store, string spec)
    {
        var sink = new Counted();
        foreach (var symbol in store.Symbols(BarSpec.OneMinute))
        {
            var building = new BuildingBars(new TimeBarBuilder(Spec(spec), SessionHours.Regular), sink);
            store.Scan(symbol, BarSpec.OneMinute, BarSource.Imported, long.MinValue, long.MaxValue, ref building);
            sink = building.End();
        }
        return new Result(sink.Bars, sink.Volume);
    }

    static Result OfTrades(BarStore store)
    {
        var building = new BuildingOfTrades(new TimeBarBuilder(BarSpec.OneMinute, SessionHours.Regular), new Counted());
        TickStore.ScanTrades(store, "T", BarSource.Imported, long.MinValue, long.MaxValue, ref building);
        var sink = building.End();
        return new Result(sink.Bars, sink.Volume);
    }

    static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    static long Size(string folder, string part) => Directory.EnumerateFiles(Path.Combine(folder, part), "*.parquet", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1_000_000;

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);

    internal readonly record struct Result(long Bars, double Volume);

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

    struct BuildingBars(TimeBarBuilder builder, Counted sink) : IBarChunkVisitor
    {
        Counted sink = sink;

        public void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume,
            ReadOnlySpan<double> vwap, ReadOnlySpan<long> trades) =>
            builder.AddBars(time, open, high, low, close, volume, ref sink);

        public Counted End()
        {
            if (builder.TryFlush(out var last)) sink.Add(last);
            return sink;
        }
    }

    struct BuildingOfTrades(TimeBarBuilder builder, Counted sink) : ITradeChunkVisitor
    {
        Counted sink = sink;

        public void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size) => builder.AddTrades(time, price, size, ref sink);

        public Counted End()
        {
            if (builder.TryFlush(out var last)) sink.Add(last);
            return sink;
        }
    }
}
