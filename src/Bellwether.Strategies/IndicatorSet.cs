using System.Diagnostics.CodeAnalysis;
using Bellwether.Indicators;

namespace Bellwether.Strategies;

/// <summary>
/// The indicators of one strategy: those it names and those its texts call, each computed once however often it is mentioned.
/// </summary>
sealed class IndicatorSet(int symbolCount)
{
    readonly Dictionary<string, IndicatorSeries> byCall = new(StringComparer.Ordinal);
    readonly Dictionary<string, IndicatorSeries> byName = new(StringComparer.Ordinal);
    readonly List<string> names = [];
    readonly List<IndicatorSeries> all = [];

    /// <summary>In order of first mention.</summary>
    public IReadOnlyList<IndicatorSeries> All => all;

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

    public bool TryGet(string name, [NotNullWhen(true)] out IndicatorSeries? series) => byName.TryGetValue(name, out series);

    /// <summary>The names given so far as the beginning of an enumeration, or nothing.</summary>
    public string Describe() => names.Count == 0 ? "" : string.Join(", ", names) + ", ";

    /// <summary>The series of a call such as <c>sma(10)</c>; the same one for the same call.</summary>
    public IndicatorSeries Call(string call, Func<string, StrategyDefinitionException> error)
    {
        var identity = string.Concat(call.Where(c => !char.IsWhiteSpace(c)));
        if (byCall.TryGetValue(identity, out var known)) return known;
        IndicatorSeries series;
        try
        {
            series = IndicatorCatalogue.Create(identity, symbolCount);
        }
        catch (IndicatorDefinitionException problem)
        {
            throw error(problem.Message);
        }
        byCall.Add(identity, series);
        all.Add(series);
        return series;
    }
}
