using Bellwether.MarketData;
using Bellwether.Strategies.Conditions;
using Bellwether.Strategies.Expressions;

namespace Bellwether.Strategies;

/// <summary>Names that mean the statistics of a symbol's last session, in texts about a universe. A bar of the functions that look back is a session.</summary>
sealed class SessionVocabulary(IReadOnlyList<string> symbols) : IVocabulary
{
    static readonly (string Name, Func<SessionSnapshot, double> Of)[] Fields =
    [
        ("price", s => s.Close), ("open", s => s.Open), ("high", s => s.High), ("low", s => s.Low), ("close", s => s.Close), ("volume", s => s.Volume), ("vwap", s => s.Vwap),
        ("dollar_volume", s => s.Volume * s.Vwap), ("average_volume", s => s.AverageVolume), ("prior_close", s => s.PriorClose), ("change", s => s.Change),
        ("spread_mean", s => s.SpreadMean), ("realised_volatility", s => s.RealisedVolatility), ("opening_range_high", s => s.OpeningRangeHigh), ("opening_range_low", s => s.OpeningRangeLow),
        ("pre_market_high", s => s.PreMarketHigh), ("pre_market_low", s => s.PreMarketLow), ("pre_market_volume", s => s.PreMarketVolume),
    ];

    readonly SessionSnapshot[] sessions = new SessionSnapshot[symbols.Count];
    readonly bool[] isKnown = new bool[symbols.Count];
    readonly List<Remembered> memory = [];
    readonly SortedSet<string> used = new(StringComparer.Ordinal);

    public int SymbolCount => symbols.Count;

    /// <summary>What stands inside before what it stands in.</summary>
    public IReadOnlyList<Remembered> Memory => memory;

    /// <summary>Whether a text mentions a name.</summary>
    public bool Uses(string name) => used.Contains(name);

    /// <summary>The session's statistics of a symbol; null when there are none.</summary>
    public void Set(int symbol, SessionSnapshot? session)
    {
        isKnown[symbol] = session is not null;
        if (session is { } known) sessions[symbol] = known;
    }

    public bool IsKnown(int symbol) => isKnown[symbol];

    public int? SymbolOf(string name)
    {
        for (var i = 0; i < symbols.Count; i++)
            if (symbols[i] == name) return i;
        return null;
    }

    public Expression? Named(string name)
    {
        foreach (var (field, of) in Fields)
        {
            if (field != name) continue;
            used.Add(name);
            return new SessionValue(this, of);
        }
        return null;
    }

    public string Describe() => string.Join(", ", Fields.Select(f => f.Name)) + ": statistics of the last session";

    public Expression Call(string call, Func<string, StrategyDefinitionException> error) =>
        throw error($"\"{call}\" is no function of sessions: expected abs, min, max, within, crosses_above, crosses_below, above_for, below_for, rising, falling or percentile; indicators run on minutes and have no place here");

    public T Remember<T>(T expression) where T : Remembered
    {
        memory.Add(expression);
        return expression;
    }

    sealed class SessionValue(SessionVocabulary words, Func<SessionSnapshot, double> of) : Expression
    {
        public override double Evaluate(in StrategyContext context, int symbol) => words.isKnown[symbol] ? of(words.sessions[symbol]) : double.NaN;
    }
}
