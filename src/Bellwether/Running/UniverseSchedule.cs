using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Strategies;
using NodaTime;

namespace Bellwether.Running;

/// <summary>The universes of a backtest, session by session, each decided by the bars of the sessions before it.</summary>
sealed class UniverseSchedule
{
    readonly List<(LocalDate For, int Symbol, string? Problem)> decisions = [];
    readonly string?[] problems;
    readonly string?[] told;
    int next;
    bool hasBegun;

    /// <param name="settings">The section of the configuration.</param>
    /// <param name="bars">All bars that there are of the symbols, also of sessions before the backtest.</param>
    /// <exception cref="StrategyDefinitionException">A text names a symbol that has no bars.</exception>
    public UniverseSchedule(UniverseSettings settings, IReadOnlyList<BarColumns> bars)
    {
        var universe = UniverseFactory.Of(settings, [.. bars.Select(b => b.Symbol)]);
        problems = [.. Enumerable.Range(0, bars.Count).Select(s => universe.Row(s).Problem)];
        told = new string?[bars.Count];
        var isIn = new bool[bars.Count];
        universe.Play([.. bars.Select(b => UniverseSessions.Of(b, settings))], LocalDate.MaxIsoValue, session =>
        {
            for (var symbol = 0; symbol < isIn.Length; symbol++)
            {
                if (universe.IsIn(symbol) == isIn[symbol]) continue;
                isIn[symbol] = !isIn[symbol];
                decisions.Add((session, symbol, universe.Row(symbol).Problem));
            }
        });
    }

    /// <summary>Symbols that entered or left in the course of the sessions that were asked for, the first one left out.</summary>
    public int Changes { get; private set; }

    /// <summary>Members of the last session that was asked for.</summary>
    public int Count => problems.Count(p => p is null);

    /// <summary>What has changed since the last call; at the first one, all symbols that do not belong.</summary>
    public IReadOnlyList<(int Symbol, string? Problem)> Before(TradingSession session)
    {
        for (; next < decisions.Count && decisions[next].For <= session.Date; next++) problems[decisions[next].Symbol] = decisions[next].Problem;
        var changes = new List<(int, string?)>();
        for (var symbol = 0; symbol < problems.Length; symbol++)
        {
            if (problems[symbol] is null == told[symbol] is null) continue;
            told[symbol] = problems[symbol];
            changes.Add((symbol, problems[symbol]));
        }
        if (hasBegun) Changes += changes.Count;
        hasBegun = true;
        return changes;
    }
}
