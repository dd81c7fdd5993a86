using System.Globalization;
using Bellwether.Backtesting;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Simulation;
using Bellwether.Storage;
using Bellwether.Strategies.Rules;

namespace Bellwether.Benchmarks;

/// <summary>
/// Bars per processor second and bytes allocated per bar of the whole engine (series, rules, sizing, gate, orders, positions, marks, hash) with the
/// simulated venue, from grids in memory, at several numbers of symbols. The peer: LEAN runs this rule at 60,000 bars per processor second.
/// </summary>
static class EngineThroughput
{
    const long LeastBars = 10_000_000;
    const double LeanBarsPerSecond = 60_000;

    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, ..] || !Directory.Exists(folder))
        {
            Console.Error.WriteLine("usage: engine FOLDER   (minute bars, SYMBOL.csv[.gz]; the figures of docs/benchmarks.md use the parity data)");
            return 2;
        }
        var columns = BarFolder.Load(folder);
        Console.WriteLine("symbols   bars/run   runs   Mbars/s median (min..max)   bytes/bar   against LEAN   orders   hash");
        foreach (var copies in new[] { 1, 4, 40 }) Measure(Copies(columns, copies));
        return 0;
    }

    static void Measure(List<BarColumns> columns)
    {
        var instruments = InstrumentTable.UsEquities(columns.Select(c => c.Symbol));
        var sessions = ExchangeCalendar.NewYork.Sessions(Date(columns[0].Time[0]), Date(columns[0].Time[^1]));
        var grids = sessions.Select(s => SessionGrid.Build(s, instruments, columns)).ToList();
        var bars = grids.Sum(g => (long)g.BarCount);
        var runs = (int)Math.Max(7, (LeastBars + bars - 1) / bars);

        // Warm-up: the tiered compiler must have seen the loop.
        for (var i = 0; i < Math.Max(2, (int)(2_000_000 / bars)); i++) Once(instruments, grids, out _, out _);
        var speeds = new List<double>();
        long allocated = 0;
        TradingEngine<NoJournal> engine = null!;
        for (var i = 0; i < runs; i++)
        {
            engine = Once(instruments, grids, out var seconds, out allocated);
            speeds.Add(bars / seconds / 1e6);
        }
        speeds.Sort();
        var median = speeds[speeds.Count / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{instruments.Count,7} {bars,10} {runs,6} {median,15:F1} ({speeds[0]:F1}..{speeds[^1]:F1}) {(double)allocated / bars,17:F4} {median * 1e6 / LeanBarsPerSecond,12:F0} x {engine.Orders.Submitted,10}   {engine.DecisionHash}"));
    }

    static TradingEngine<NoJournal> Once(InstrumentTable instruments, List<SessionGrid> grids, out double seconds, out long allocated)
    {
        var cash = Money.FromDecimal(1_000_000m * Math.Max(1, instruments.Count / 5));
        var engine = new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = instruments,
            Strategy = new RuleStrategy(new RuleStrategyOptions
            {
                Name = "sma-cross",
                Indicators = [("fast", "sma(10)"), ("slow", "sma(30)")],
                EnterLong = "fast - slow > 0.00015",
                ExitLong = "fast - slow < -0.00015",
            }, instruments.Count),
            Sizing = new FixedShares(100),
            Limits = new RiskLimits(cash, cash, cash, 100_000),
            Predictions = new PredictionBook(instruments.Count, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
            StartCash = cash,
            Armed = true,
            StartsReconciled = true,
            AcknowledgementTimeout = 0,
            KeepsHistory = false,
            OrderCapacity = 1 << 14,
            ExecutionCapacity = 1 << 18,
        }, default);
        var driver = new BacktestDriver<NoJournal>(engine, new SimulatedVenue(instruments, new VenueOptions { Capacity = 1 << 14 }));
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var grid in grids) driver.RunSession(grid);
        seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return engine;
    }

    /// <summary>The same bars under more names.</summary>
    static List<BarColumns> Copies(IReadOnlyList<BarColumns> columns, int copies) =>
        [.. Enumerable.Range(0, copies).SelectMany(i => columns.Select(c => new BarColumns(copies == 1 ? c.Symbol : $"{c.Symbol}{i}", c.Time.ToArray(), c.Open.ToArray(), c.High.ToArray(), c.Low.ToArray(), c.Close.ToArray(), c.Volume.ToArray())))];

    static NodaTime.LocalDate Date(long time) => EngineTime.ToInstant(time).InZone(ExchangeCalendar.NewYork.Zone).Date;
}
