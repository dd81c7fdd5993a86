using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Orders;
using Bellwether.Simulation;

namespace Bellwether.Backtesting;

/// <summary>What a backtest came to. Money in US dollars; <paramref name="EngineTime"/> is processor time of the engine and the venue alone.</summary>
public sealed record BacktestResult(
    long Bars, int Sessions, OrderCounts Orders, int Executions, Money Commission, Money Cash, Money StartEquity, Money EndEquity, TimeSpan EngineTime, string Hash,
    InvariantViolation? Violation)
{
    /// <summary>Bars for each second of processor time.</summary>
    public double BarsPerSecond => Bars / Math.Max(EngineTime.TotalSeconds, 1e-9);
}

/// <summary>Runs a strategy over minute bars in memory, session by session.</summary>
public static class Backtest
{
    /// <param name="engineOptions">The engine; it starts armed and reconciled.</param>
    /// <param name="venueOptions">Fills, fees and delays of the simulated venue.</param>
    /// <param name="columns">Minute bars, at most one entry a symbol of the instrument table.</param>
    /// <param name="progress">Told after each session: sessions done and in all.</param>
    /// <param name="universe">Asked before each session which symbols have entered or left its universe (the problem is null for those that belong); null = all belong.</param>
    /// <param name="cancellation">Stops between sessions; what was run is the result.</param>
    /// <param name="actions">By symbol, what happens to shares whose bars are as they were traded: it takes force before the session of its date. Null = the bars are of one scale.</param>
    public static BacktestResult Run(
        EngineOptions engineOptions, VenueOptions venueOptions, IReadOnlyList<BarColumns> columns, Action<int, int>? progress = null,
        Func<TradingSession, IReadOnlyList<(int Symbol, string? Problem)>>? universe = null,
        IReadOnlyDictionary<string, IReadOnlyList<CorporateAction>>? actions = null, CancellationToken cancellation = default)
    {
        var engine = new TradingEngine<NoJournal>(engineOptions with { Armed = true, StartsReconciled = true, AcknowledgementTimeout = 0, CommissionTimeout = 0, KeepsHistory = false }, default);
        var venue = new SimulatedVenue(engineOptions.Instruments, venueOptions);
        var driver = new BacktestDriver<NoJournal>(engine, venue);
        var sessions = Sessions(columns);
        var calendar = actions is null ? null : new ActionCalendar(actions, engineOptions.Instruments, columns);
        var elapsed = TimeSpan.Zero;
        SessionGrid? grid = null;
        var done = 0;
        foreach (var session in sessions)
        {
            if (cancellation.IsCancellationRequested) break;
            grid = SessionGrid.Build(session, engineOptions.Instruments, columns, SessionHours.Regular, grid);
            var before = Environment.CpuUsage.TotalTime;
            if (universe?.Invoke(session) is { Count: > 0 } changes) driver.ChooseUniverse(session.OpenNanoseconds, changes);
            calendar?.Take(driver, session);
            driver.RunSession(grid);
            elapsed += Environment.CpuUsage.TotalTime - before;
            progress?.Invoke(++done, sessions.Count);
        }
        var valuation = engine.Valuation;
        return new BacktestResult(driver.Bars, done, engine.Orders.Counts, engine.Executions.Executions, engine.Positions.Commission, engine.Positions.Cash,
            engine.Positions.StartEquity, valuation.Equity, elapsed, engine.DecisionHash.ToString(), engine.Violation);
    }

    /// <summary>The exchange's sessions from the first bar to the last.</summary>
    static List<TradingSession> Sessions(IReadOnlyList<BarColumns> columns)
    {
        var first = columns.Where(c => c.Count > 0).Min(c => c.Time[0]);
        var last = columns.Where(c => c.Count > 0).Max(c => c.Time[^1]);
        var zone = ExchangeCalendar.NewYork.Zone;
        var from = Core.EngineTime.ToInstant(first).InZone(zone).Date;
        var to = Core.EngineTime.ToInstant(last).InZone(zone).Date;
        return [.. ExchangeCalendar.NewYork.Sessions(from, to)];
    }
}
