namespace Bellwether.Strategies;

/// <summary>A rule that cannot be compiled: which key, what it says, what was expected.</summary>
public sealed class StrategyDefinitionException(string key, string problem) : Exception($"{key}: {problem}")
{
    /// <summary>Path of the key within the strategy, for example <c>entry.long</c>.</summary>
    public string Key { get; } = key;

    /// <summary>What is wrong and what was expected.</summary>
    public string Problem { get; } = problem;
}
