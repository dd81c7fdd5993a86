using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Risk;
using Bellwether.Strategies;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.Running;

/// <summary>Makes the rooms' objects of the configuration's sections.</summary>
static class StrategyFactory
{
    public static IStrategy Strategy(Settings settings, int symbolCount) =>
        new RuleStrategy(Options(settings.Strategy ?? throw new InvalidOperationException("the configuration has no strategy")), symbolCount);

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

    /// <summary>Compiles the strategy's texts, so that their mistakes are shown with the lines they stand in.</summary>
    public static void Check(Settings settings, SettingsErrors errors)
    {
        if (settings.Strategy is not { } strategy) return;
        try
        {
            _ = new RuleStrategy(Options(strategy), symbolCount: 1);
        }
        catch (StrategyDefinitionException problem)
        {
            errors.At("strategy." + problem.Key, problem.Problem);
        }
    }
}
