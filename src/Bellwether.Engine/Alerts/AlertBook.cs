using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Strategies;
using Bellwether.Strategies.Conditions;

namespace Bellwether.Engine;

/// <summary>
/// The alerts of a run and what they remember of each symbol. Edges need a bar at which the alert was armed: one that is true from the first known bar on has not become
/// true. Warm-up arms and disarms, and says nothing.
/// </summary>
public sealed class AlertBook
{
    readonly Watch[] watches;

    /// <param name="rules">The alerts, in the order in which they speak.</param>
    /// <param name="graph">Keeps their indicators, shared with the strategy's.</param>
    /// <param name="names">Indicators with names of their own.</param>
    /// <exception cref="StrategyDefinitionException">A text is not a condition; its key is that of the rule in the list, such as <c>[0].when</c>.</exception>
    public AlertBook(IReadOnlyList<AlertRule> rules, IndicatorGraph graph, IReadOnlyList<(string Name, string Call)> names) =>
        watches = [.. rules.Select((rule, i) => new Watch(
            rule, new WatchedCondition($"[{i}].when", rule.When, graph, names), rule.Rearm is null ? null : new WatchedCondition($"[{i}].rearm", rule.Rearm, graph, names), graph.SymbolCount))];

    sealed class Watch(AlertRule rule, WatchedCondition when, WatchedCondition? rearm, int symbolCount)
    {
        public readonly AlertRule Rule = rule;
        public readonly WatchedCondition When = when;
        public readonly WatchedCondition? Rearm = rearm;
        public readonly bool[] IsArmed = new bool[symbolCount];
        public readonly long[] QuietUntil = new long[symbolCount];
        public readonly int[] Spoken = new int[symbolCount];
    }

    /// <summary>The texts and terms of all alerts, which give what is remembered its meaning.</summary>
    public string Definition => string.Join('\n', watches.Select(w => $"{w.Rule.Name}: {w.Rule.When}, {w.Rule.Trigger}, {w.Rule.Rearm}, {w.Rule.Times}"));

    /// <summary>Writes what is remembered: conditions, where each alert is armed, how often and when it spoke.</summary>
    public void Save(MemoryWriter memory)
    {
        foreach (var watch in watches)
        {
            watch.When.Save(memory);
            watch.Rearm?.Save(memory);
            memory.Add<bool>(watch.IsArmed);
            memory.Add<long>(watch.QuietUntil);
            memory.Add<int>(watch.Spoken);
        }
    }

    /// <summary>The mirror of <see cref="Save"/>.</summary>
    /// <exception cref="FormatException">It is of other alerts.</exception>
    public void Restore(ref MemoryReader memory)
    {
        foreach (var watch in watches)
        {
            watch.When.Restore(ref memory);
            watch.Rearm?.Restore(ref memory);
            memory.Take<bool>(watch.IsArmed);
            memory.TakeAll<long>(watch.QuietUntil);
            memory.TakeAll<int>(watch.Spoken);
        }
    }

    /// <summary>An earlier run has spoken: that counts for how often and how soon an alert speaks again. Names that are no alert's are passed over.</summary>
    public void HasSpoken(string name, int symbol, long time)
    {
        foreach (var watch in watches)
        {
            if (watch.Rule.Name != name) continue;
            watch.QuietUntil[symbol] = Math.Max(watch.QuietUntil[symbol], time + watch.Rule.Quiet);
            watch.Spoken[symbol]++;
        }
    }

    /// <summary>Shows it bars that closed.</summary>
    /// <param name="context">The engine's state with these bars.</param>
    /// <param name="slice">The bars.</param>
    /// <param name="isWarmUp">They are history: nothing is said.</param>
    /// <param name="speak">Called for each alert that speaks, symbol by symbol within a rule.</param>
    public void Observe(in StrategyContext context, in Slice slice, bool isWarmUp, Action<AlertRule, int> speak)
    {
        foreach (var watch in watches)
        {
            watch.When.Observe(context, slice);
            watch.Rearm?.Observe(context, slice);
            foreach (var symbol in slice.Symbols)
                if (Speaks(watch, context, symbol, isWarmUp)) speak(watch.Rule, symbol);
        }
    }

    /// <summary>The latest bar of a symbol turned out to have been different: what conditions look back on is corrected. What was said stays said, and nothing is said of the past.</summary>
    /// <param name="context">The engine's state as of that bar.</param>
    /// <param name="symbol">Its index.</param>
    public void ObserveAgain(in StrategyContext context, int symbol)
    {
        foreach (var watch in watches)
        {
            watch.When.ObserveAgain(context, symbol);
            watch.Rearm?.ObserveAgain(context, symbol);
        }
    }

    static bool Speaks(Watch watch, in StrategyContext context, int symbol, bool isWarmUp)
    {
        var rule = watch.Rule;
        var value = watch.When.Evaluate(context, symbol);
        var isTrue = value == 1;
        var isEdge = isTrue && watch.IsArmed[symbol];
        if (isEdge) watch.IsArmed[symbol] = false;
        // Told apart from the condition itself, so that a value that hovers at its limit does not speak again and again.
        if (!isTrue && (watch.Rearm is null ? value == 0 : watch.Rearm.Evaluate(context, symbol) == 1)) watch.IsArmed[symbol] = true;
        if (isWarmUp || !(rule.Trigger == AlertTrigger.Level ? isTrue : isEdge)) return false;
        if (context.Time >= rule.Until || context.Time < watch.QuietUntil[symbol] || (rule.Times > 0 && watch.Spoken[symbol] >= rule.Times)) return false;
        watch.QuietUntil[symbol] = context.Time + rule.Quiet;
        watch.Spoken[symbol]++;
        return true;
    }
}
