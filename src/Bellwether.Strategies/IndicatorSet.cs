using Bellwether.Indicators;
using Bellwether.Strategies.Conditions;
using Bellwether.Strategies.Expressions;

namespace Bellwether.Strategies;

/// <summary>
/// The indicators of one strategy: those it names and those its texts call, each computed once however often it is mentioned.
/// </summary>
sealed class IndicatorSet(IndicatorGraph graph) : IVocabulary
{
    readonly Dictionary<string, IndicatorLine> byName = new(StringComparer.Ordinal);
    readonly List<string> names = [];
    readonly List<Remembered> memory = [];

    public IndicatorGraph Graph => graph;

    public int SymbolCount => graph.SymbolCount;

    public int? SymbolOf(string name) => graph.SymbolOf(name);

    /// <summary>What looks back over bars, what stands inside before what it stands in.</summary>
    public IReadOnlyList<Remembered> Memory => memory;

    /// <summary>Keeps an expression that must be shown every bar.</summary>
    public T Remember<T>(T expression) where T : Remembered
    {
        memory.Add(expression);
        return expression;
    }

    /// <summary>Writes what <see cref="Memory"/> remembers.</summary>
    public void Save(MemoryWriter to)
    {
        foreach (var remembered in memory) remembered.Save(to);
    }

    /// <summary>The mirror of <see cref="Save"/>.</summary>
    public void Restore(ref MemoryReader from)
    {
        foreach (var remembered in memory) remembered.Restore(ref from);
    }

    /// <summary>Gives a call a name.</summary>
    /// <exception cref="StrategyDefinitionException">Not a name, a name twice, or a call that the catalogue does not know.</exception>
    public void Name(string key, string name, string call)
    {
        if (!(name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
            throw new StrategyDefinitionException(key, $"\"{name}\" is not a name: expected a letter, then letters, digits and _");
        if (byName.ContainsKey(name)) throw new StrategyDefinitionException(key, $"the name \"{name}\" is used twice");
        byName.Add(name, Call(call, problem => new StrategyDefinitionException(key, problem)));
        names.Add(name);
    }

    /// <summary>The line of a name, or of a name with an output of its indicator: <c>trend.signal</c>.</summary>
    public bool TryGet(string name, out IndicatorLine line)
    {
        if (byName.TryGetValue(name, out line)) return true;
        var point = name.IndexOf('.', StringComparison.Ordinal);
        if (point < 0 || !byName.TryGetValue(name[..point], out line)) return false;
        var outputs = line.Series.Definition.Entry.Description.Outputs;
        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Name != name[(point + 1)..]) continue;
            line = line with { Output = i };
            return true;
        }
        return false;
    }

    public string Describe() => (names.Count == 0 ? "" : string.Join(", ", names) + ", ") + "open, high, low, close, volume, position, unrealised_percent, " +
        "minutes_since_open, minutes_to_close, prior_close, average_volume, spread_mean, premarket_high, premarket_low, realised_volatility, prediction.direction, prediction.confidence, prediction.age, or an indicator such as sma(20)";

    public Expression? Named(string name) => name switch
    {
        "open" or "high" or "low" or "close" or "volume" => new Expressions.BarField(name),
        "position" => new ContextValue(ContextField.Position),
        "unrealised_percent" => new ContextValue(ContextField.UnrealisedPercent),
        "minutes_since_open" => new ContextValue(ContextField.MinutesSinceOpen),
        "minutes_to_close" => new ContextValue(ContextField.MinutesToClose),
        "prior_close" => Session(SessionField.PriorClose),
        "average_volume" => Session(SessionField.AverageVolume),
        "spread_mean" => Session(SessionField.SpreadMean),
        "premarket_high" => Session(SessionField.PreMarketHigh),
        "premarket_low" => Session(SessionField.PreMarketLow),
        "realised_volatility" => Session(SessionField.RealisedVolatility),
        "prediction.direction" => new ContextValue(ContextField.PredictionDirection),
        "prediction.confidence" => new ContextValue(ContextField.PredictionConfidence),
        "prediction.age" => new ContextValue(ContextField.PredictionAge),
        _ when TryGet(name, out var line) => new IndicatorValue(line),
        _ => null,
    };

    Expression IVocabulary.Call(string call, Func<string, StrategyDefinitionException> error) => new IndicatorValue(Call(call, error));

    SessionValue Session(SessionField field) => new(graph.KeepSessions(), field);

    /// <summary>The line of a call such as <c>sma(10)</c>; the same series for the same computation.</summary>
    public IndicatorLine Call(string call, Func<string, StrategyDefinitionException> error)
    {
        try
        {
            return graph.Add(call);
        }
        catch (IndicatorDefinitionException problem)
        {
            throw error(problem.Message);
        }
    }
}
