using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Web;

/// <summary>
/// The bars of one <see cref="IndicatorKey"/> as they were seen last, and the indicators over them. Brought up to date by what differs: new bars are appended, a bar in progress
/// and a revised one are corrected, and only what that touches is computed again.
/// </summary>
sealed class CachedIndicators
{
    /// <summary>With more corrections at once than this, everything is computed anew: a split has changed all prices, or a hole was filled.</summary>
    const int MostCorrections = 64;

    readonly List<AggregatedBar> bars = [];
    readonly Dictionary<string, double[]> others = new(StringComparer.Ordinal);
    readonly List<IndicatorDefinition> definitions = [];
    RevisableHistory history;
    TradingSession? session;
    long computedBefore;
    int outputs;

    public CachedIndicators() => history = NewHistory();

    /// <summary>When it was asked for last, in an order of its own.</summary>
    public long UsedAt { get; set; }

    /// <summary>Values in memory, roughly: what bounds the cache.</summary>
    public long Size => (long)bars.Count * (8 + others.Count + definitions.Count + (2 * outputs));

    public int DefinitionCount => definitions.Count;

    /// <summary>Rows that indicators have gone over, all of them together.</summary>
    public long Computed => computedBefore + history.ComputedInAll;

    /// <summary>Makes these the bars: the ones that were known, with what has changed and come since.</summary>
    /// <param name="now">All bars from the first on; fewer at the end than are known leave those behind them as they are.</param>
    /// <param name="closes">For each other symbol of the key its closes at the times of the bars; NaN where it has none.</param>
    public void Bring(IReadOnlyList<AggregatedBar> now, IReadOnlyDictionary<string, double[]> closes)
    {
        if (!TryCorrect(now, closes)) Begin(now, closes);
    }

    /// <summary>The values of a definition, row by row with its outputs beside each other; valid until the next change.</summary>
    /// <exception cref="IndicatorDefinitionException">It cannot be computed over the bars of one symbol.</exception>
    public ReadOnlySpan<double> Values(IndicatorDefinition definition)
    {
        if (!definitions.Exists(d => d.Name == definition.Name))
        {
            history.Add(definition);
            definitions.Add(definition);
            outputs += definition.Entry.Description.Outputs.Count;
        }
        return history.Values(definition);
    }

    bool TryCorrect(IReadOnlyList<AggregatedBar> now, IReadOnlyDictionary<string, double[]> closes)
    {
        var known = Math.Min(now.Count, bars.Count);
        if (bars.Count == 0) return false;
        foreach (var (name, column) in closes)
            if (!others.TryGetValue(name, out var before) || !Same(before.AsSpan(0, known), column.AsSpan(0, known))) return false;
        var corrections = new List<int>();
        for (var row = 0; row < known; row++)
        {
            if (now[row].Time != bars[row].Time) return false;
            if (!SameValues(now[row], bars[row])) corrections.Add(row);
            if (corrections.Count > MostCorrections) return false;
        }
        foreach (var row in corrections)
        {
            bars[row] = now[row];
            history.Revise(row, Input(now[row]));
        }
        if (now.Count == bars.Count) return true;
        foreach (var (name, column) in closes) others[name] = column;
        for (var row = bars.Count; row < now.Count; row++)
        {
            bars.Add(now[row]);
            history.Append(Input(now[row]));
        }
        return true;
    }

    void Begin(IReadOnlyList<AggregatedBar> now, IReadOnlyDictionary<string, double[]> closes)
    {
        computedBefore += history.ComputedInAll;
        bars.Clear();
        others.Clear();
        definitions.Clear();
        outputs = 0;
        history = NewHistory();
        foreach (var (name, column) in closes) others.Add(name, column);
        // Indicators come when they are asked for: over all bars at once.
        for (var row = 0; row < now.Count; row++)
        {
            bars.Add(now[row]);
            history.Append(Input(now[row]));
        }
    }

    RevisableHistory NewHistory() => new(name => others.TryGetValue(name, out var column) ? (ReadOnlyMemory<double>?)column : null);

    BarInput Input(in AggregatedBar bar)
    {
        var instant = EngineTime.ToInstant(bar.Time);
        if (session is null || instant < session.Open || instant >= session.Close)
        {
            var calendar = ExchangeCalendar.NewYork;
            session = calendar.SessionOn(calendar.DateOf(instant)) ?? calendar.SessionAtOrAfter(instant);
        }
        return new BarInput(bar.Time, session.OpenNanoseconds, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, double.NaN);
    }

    static bool SameValues(in AggregatedBar a, in AggregatedBar b) =>
        a.Open.Equals(b.Open) && a.High.Equals(b.High) && a.Low.Equals(b.Low) && a.Close.Equals(b.Close) && a.Volume.Equals(b.Volume);

    static bool Same(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < a.Length; i++)
            if (!a[i].Equals(b[i])) return false;
        return true;
    }
}
