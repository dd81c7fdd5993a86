using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Strategies.Expressions;

namespace Bellwether.Strategies.Conditions;

/// <summary>A condition by itself, outside a strategy: for alerts. Its text is that of rules (docs/rules.md).</summary>
public sealed class WatchedCondition
{
    readonly Expression expression;
    readonly IndicatorSet indicators;

    /// <param name="key">Path of the text in the configuration, for messages.</param>
    /// <param name="text">The condition.</param>
    /// <param name="graph">Keeps its indicators, shared with all others of the run.</param>
    /// <param name="names">Indicators that have names of their own.</param>
    /// <exception cref="StrategyDefinitionException">The text is not a condition.</exception>
    public WatchedCondition(string key, string text, IndicatorGraph graph, IReadOnlyList<(string Name, string Call)> names)
    {
        Text = text;
        indicators = new IndicatorSet(graph);
        foreach (var (name, call) in names) indicators.Name($"indicators.{name}", name, call);
        expression = ExpressionParser.Condition(key, text, indicators);
    }

    public string Text { get; }

    /// <summary>Shows it bars that closed, warm-up included.</summary>
    public void Observe(in StrategyContext context, in Slice slice)
    {
        var memory = indicators.Memory;
        // What stands inside goes first for all symbols: a text may look at another one.
        for (var i = 0; i < memory.Count; i++)
            foreach (var symbol in slice.Symbols) memory[i].Observe(context, symbol);
    }

    /// <summary>The latest bar of a symbol turned out to have been different.</summary>
    public void ObserveAgain(in StrategyContext context, int symbol)
    {
        foreach (var remembered in indicators.Memory) remembered.ObserveAgain(context, symbol);
    }

    /// <summary>Writes what it remembers of the bars that it was shown.</summary>
    public void Save(MemoryWriter memory) => indicators.Save(memory);

    /// <summary>The mirror of <see cref="Save"/>, for a condition of the same text.</summary>
    /// <exception cref="FormatException">It is of another condition.</exception>
    public void Restore(ref MemoryReader memory) => indicators.Restore(ref memory);

    /// <summary>1 = true, 0 = false, NaN = unknown.</summary>
    public double Evaluate(in StrategyContext context, int symbol) => expression.Evaluate(context, symbol);
}
