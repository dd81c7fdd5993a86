using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.Risk;
using Bellwether.Strategies;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.Running;

/// <summary>Makes the rooms' objects of the configuration's sections.</summary>
static class StrategyFactory
{
    public static IStrategy Strategy(Settings settings, InstrumentTable instruments) => new RuleStrategy(
        Options(settings.Strategy ?? throw new InvalidOperationException("the configuration has no strategy")),
        new IndicatorGraph(IndicatorCalls.Catalogue(settings), instruments.Count, name => instruments.TryFind(name, out var instrument) ? instrument.Index : null));

    public static RuleStrategyOptions Options(StrategySettings strategy) => new()
    {
        Name = strategy.Name,
        Indicators = [.. strategy.Indicators.Select(i => (i.Name, i.Call))],
        EnterLong = strategy.Entry.Long,
        EnterShort = strategy.Entry.Short,
        Prediction = strategy.Entry.Prediction is { } gate
            ? new PredictionGate((double)gate.Confidence, gate.Sides.Contains(PositionSide.Long), gate.Sides.Contains(PositionSide.Short))
            : null,
        EntryFrom = strategy.Entry.Window?.From,
        EntryUntil = strategy.Entry.Window?.To,
        Cooldown = strategy.Entry.Cooldown,
        ExitLong = strategy.Exit.Long,
        ExitShort = strategy.Exit.Short,
        FlatBeforeClose = strategy.Exit.BeforeClose ?? Duration.Zero,
        Stop = strategy.Bracket?.Stop,
        Target = strategy.Bracket?.Target,
    };

    public static RiskLimits Limits(RiskSettings risk) => new(Money.FromDecimal(risk.MaxOrderValue), Money.FromDecimal(risk.MaxPositionValue),
        Money.FromDecimal(risk.MaxGrossExposure), risk.MaxOpenPositions);

    public static ISizingModel Sizing(RiskSettings risk) => risk.Sizing switch
    {
        { Shares: { } shares } => new FixedShares(shares),
        { Allocation: { } allocation } => new FixedAllocation(Money.FromDecimal(allocation)),
        _ => throw new InvalidOperationException("the configuration has no sizing"),
    };

    /// <summary>The alerts of the configuration over the strategy's indicators; null when there are none.</summary>
    public static AlertBook? Alerts(Settings settings, IndicatorGraph graph) => settings.Alerts.Rules.Count == 0 ? null : new AlertBook(
        [.. settings.Alerts.Rules.Select(rule => new AlertRule
        {
            Name = rule.Name,
            When = rule.When,
            Trigger = rule.Trigger,
            Rearm = rule.Rearm,
            Quiet = rule.Quiet.BclCompatibleTicks * 100,
            Until = rule.Until is { } day ? EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant()) : long.MaxValue,
            Times = rule.Times,
            Severity = rule.Severity,
        })],
        graph, [.. (settings.Strategy?.Indicators ?? []).Select(i => (i.Name, i.Call))]);

    /// <summary>Compiles the strategy's texts, so that their mistakes are shown with the lines they stand in.</summary>
    public static void Check(Settings settings, SettingsErrors errors)
    {
        UniverseFactory.Check(settings, errors);
        try
        {
            _ = IndicatorCalls.Catalogue(settings);
        }
        catch (IndicatorCatalogueException problem)
        {
            // Nothing can be compiled without it.
            errors.At("strategy.assemblies", problem.Message);
            return;
        }
        CheckAlerts(settings, errors);
        if (settings.Strategy is not { } strategy) return;
        try
        {
            _ = new RuleStrategy(Options(strategy), GraphForCheck(settings));
        }
        catch (StrategyDefinitionException problem)
        {
            errors.At("strategy." + problem.Key, problem.Problem);
        }
    }

    static void CheckAlerts(Settings settings, SettingsErrors errors)
    {
        try
        {
            _ = Alerts(settings, GraphForCheck(settings));
        }
        catch (StrategyDefinitionException problem)
        {
            // Mistakes in the strategy's own indicators are shown there.
            if (problem.Key.StartsWith('[')) errors.At("alerts.rules" + problem.Key, problem.Problem);
        }
    }

    /// <summary>Symbols may be left to the data; what a text names is then found out when it runs.</summary>
    static IndicatorGraph GraphForCheck(Settings settings) =>
        new(IndicatorCalls.Catalogue(settings), 1, name => settings.Symbols.Count == 0 || settings.Symbols.Contains(name) ? 0 : null);
}
