using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Strategies.Expressions;

namespace Bellwether.Strategies.Rules;

/// <summary>
/// A strategy written as rules. A flat symbol without a working entry is tested for entry, a held one without a working exit for exit; a prediction is
/// acted on at most once.
/// </summary>
public sealed class RuleStrategy : IStrategy
{
    readonly RuleStrategyOptions options;
    readonly Expression? enterLong, enterShort, exitLong, exitShort, stop, target;
    readonly IndicatorSet indicators;
    readonly long cooldown;
    readonly long[] quietUntil;

    // The entry window as distances from the session's open, worked out once a session.
    long windowOfSession = long.MinValue, windowFrom, windowUntil;

    /// <summary>With the standard indicators, and no way to name another symbol in them.</summary>
    /// <exception cref="StrategyDefinitionException">A text cannot be compiled, or the rules contradict each other.</exception>
    public RuleStrategy(RuleStrategyOptions options, int symbolCount) : this(options, new IndicatorGraph(IndicatorCatalogue.Standard, symbolCount))
    {
    }

    /// <param name="options">The rules.</param>
    /// <param name="graph">Keeps the indicators of the run; what the rules call is added to it.</param>
    /// <exception cref="StrategyDefinitionException">A text cannot be compiled, or the rules contradict each other.</exception>
    public RuleStrategy(RuleStrategyOptions options, IndicatorGraph graph)
    {
        this.options = options;
        indicators = new IndicatorSet(graph);
        foreach (var (name, call) in options.Indicators) indicators.Name($"indicators.{name}", name, call);
        enterLong = Condition("entry.long", options.EnterLong);
        enterShort = Condition("entry.short", options.EnterShort);
        exitLong = Condition("exit.long", options.ExitLong);
        exitShort = Condition("exit.short", options.ExitShort);
        stop = Amount("bracket.stop", options.Stop);
        target = Amount("bracket.target", options.Target);
        if (options.Prediction is null && enterLong is null && enterShort is null)
            throw new StrategyDefinitionException("entry", "nothing would ever be entered: give \"prediction\", \"long\" or \"short\"");
        if (options.EntryFrom is { } from && options.EntryUntil is { } until && from >= until)
            throw new StrategyDefinitionException("entry.window", $"\"from\" {from:HH:mm} must be before \"to\" {until:HH:mm}");
        cooldown = options.Cooldown.BclCompatibleTicks * 100;
        FlatBeforeClose = options.FlatBeforeClose.BclCompatibleTicks * 100;
        quietUntil = new long[graph.SymbolCount];
    }

    public string Name => options.Name;

    public IndicatorGraph Indicators => indicators.Graph;

    public long FlatBeforeClose { get; }

    public void Observe(in StrategyContext context, in Slice slice)
    {
        var memory = indicators.Memory;
        if (memory.Count == 0) return;
        // What stands inside goes first for all symbols: a text may look at another one.
        for (var i = 0; i < memory.Count; i++)
            foreach (var symbol in slice.Symbols) memory[i].Observe(context, symbol);
    }

    public void ObserveAgain(in StrategyContext context, int symbol, bool isNew)
    {
        var memory = indicators.Memory;
        for (var i = 0; i < memory.Count; i++)
        {
            if (isNew) memory[i].Observe(context, symbol);
            else memory[i].ObserveAgain(context, symbol);
        }
    }

    public void OnSlice(in StrategyContext context, in Slice slice, IntentBuffer intents)
    {
        foreach (var symbol in slice.Symbols) Evaluate(context, symbol, intents);
    }

    public void OnPrediction(in StrategyContext context, int symbol, IntentBuffer intents) => Evaluate(context, symbol, intents);

    public void OnFlat(int symbol, long time) => quietUntil[symbol] = Math.Max(quietUntil[symbol], time + cooldown);

    public string Definition => string.Join('\n', (string[])[
        Name, .. options.Indicators.Select(i => $"{i.Name} = {i.Call}"), $"long {options.EnterLong}", $"short {options.EnterShort}", $"exit long {options.ExitLong}", $"exit short {options.ExitShort}",
        $"stop {options.Stop}", $"target {options.Target}"]);

    public void Save(MemoryWriter memory)
    {
        indicators.Save(memory);
        memory.Add<long>(quietUntil);
    }

    public void Restore(ref MemoryReader memory)
    {
        indicators.Restore(ref memory);
        memory.TakeAll<long>(quietUntil);
    }

    void Evaluate(in StrategyContext context, int symbol, IntentBuffer intents)
    {
        var position = context.Positions[symbol].Quantity;
        ref readonly var working = ref context.Orders.Exposure(symbol);
        if (!position.IsZero)
        {
            var rule = position > Quantity.Zero ? exitLong : exitShort;
            if (rule is not null && working.Exit.IsZero && rule.Evaluate(context, symbol) == 1)
                intents.Add(new Intent(IntentKind.Exit, symbol, position > Quantity.Zero ? Side.Sell : Side.Buy, 1, 0, 0, IntentReason.ExitRule));
        }
        else if (working.Entries == 0)
        {
            Enter(context, symbol, intents);
        }
    }

    void Enter(in StrategyContext context, int symbol, IntentBuffer intents)
    {
        if (!context.Risk.EntriesAllowedIn(symbol) || context.Time < quietUntil[symbol] || !InWindow(context)) return;
        if (FlatBeforeClose > 0 && context.Time >= context.SessionClose - FlatBeforeClose) return;
        var conviction = 1.0;
        bool goLong, goShort;
        if (options.Prediction is { } gate)
        {
            if (!context.Predictions.TryUsable(symbol, context.Time, out var prediction) || prediction.Confidence < gate.Confidence) return;
            goLong = gate.Long && prediction.Direction > 0 && (enterLong is null || enterLong.Evaluate(context, symbol) == 1);
            goShort = gate.Short && prediction.Direction < 0 && (enterShort is null || enterShort.Evaluate(context, symbol) == 1);
            conviction = prediction.Confidence;
        }
        else
        {
            goLong = enterLong is not null && enterLong.Evaluate(context, symbol) == 1;
            goShort = !goLong && enterShort is not null && enterShort.Evaluate(context, symbol) == 1;
        }
        if (!goLong && !goShort) return;
        if (!Distance(stop, context, symbol, out var stopDistance) || !Distance(target, context, symbol, out var targetDistance)) return;
        if (options.Prediction is not null && !context.Predictions.TryMarkActedOn(symbol)) return;
        quietUntil[symbol] = context.Time + cooldown;
        intents.Add(new Intent(IntentKind.Enter, symbol, goLong ? Side.Buy : Side.Sell, conviction, stopDistance, targetDistance, IntentReason.EntryRule));
    }

    /// <summary>False when the distance is asked for and not known, or not above zero: then there is no entry.</summary>
    static bool Distance(Expression? rule, in StrategyContext context, int symbol, out double distance)
    {
        distance = 0;
        if (rule is null) return true;
        distance = rule.Evaluate(context, symbol);
        return distance is > 0 and < 1e6;
    }

    bool InWindow(in StrategyContext context)
    {
        if (options.EntryFrom is null && options.EntryUntil is null) return true;
        if (windowOfSession != context.SessionOpen)
        {
            windowOfSession = context.SessionOpen;
            var zone = ExchangeCalendar.NewYork.Zone;
            var date = EngineTime.ToInstant(context.SessionOpen).InZone(zone).Date;
            windowFrom = options.EntryFrom is { } from ? EngineTime.From((date + from).InZoneLeniently(zone).ToInstant()) : context.SessionOpen;
            windowUntil = options.EntryUntil is { } until ? EngineTime.From((date + until).InZoneLeniently(zone).ToInstant()) : context.SessionClose;
        }
        return context.Time >= windowFrom && context.Time < windowUntil;
    }

    Expression? Condition(string key, string? text) => text is null ? null : ExpressionParser.Condition(key, text, indicators);

    Expression? Amount(string key, string? text) => text is null ? null : ExpressionParser.Amount(key, text, indicators);
}
