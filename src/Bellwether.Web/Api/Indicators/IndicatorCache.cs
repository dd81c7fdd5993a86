using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Web;

/// <summary>
/// Indicators for charts, each computed once however many ask for it. What was not asked for longest goes when there is too much of it. Any thread.
/// </summary>
/// <param name="capacity">Values in memory, eight bytes each: bars, outputs and kept states.</param>
sealed class IndicatorCache(long capacity = IndicatorCache.UsualCapacity)
{
    /// <summary>About 130 MB: a year of minutes of a dozen symbols with some indicators each.</summary>
    public const long UsualCapacity = 16_000_000;

    /// <summary>Indicators over the same bars; whoever asks for more begins anew.</summary>
    const int MostDefinitions = 64;

    readonly Lock gate = new();
    readonly Dictionary<IndicatorKey, CachedIndicators> entries = [];
    long clock, computedBefore;

    /// <summary>Rows that indicators have gone over since the start: what the cache saves is not in it.</summary>
    public long Computed
    {
        get
        {
            lock (gate) return computedBefore + entries.Values.Sum(e => e.Computed);
        }
    }

    /// <summary>Sets of bars that are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate) return entries.Count;
        }
    }

    /// <summary>The outputs of indicators over bars, by definition and output, for the last rows.</summary>
    /// <param name="key">Which bars these are.</param>
    /// <param name="bars">All of them, from the key's first one on.</param>
    /// <param name="closes">Closes of other symbols at the times of the bars, by ticker.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="first">The first row that is asked for.</param>
    /// <exception cref="IndicatorDefinitionException">One cannot be computed over the bars of one symbol.</exception>
    public List<double[]> Columns(IndicatorKey key, IReadOnlyList<AggregatedBar> bars, IReadOnlyDictionary<string, double[]> closes, IReadOnlyList<WantedIndicator> wanted, int first)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry) || entry.DefinitionCount + wanted.Count > MostDefinitions)
            {
                Forget(key);
                entries.Add(key, entry = new CachedIndicators());
            }
            entry.UsedAt = ++clock;
            entry.Bring(bars, closes);
            var columns = new List<double[]>();
            foreach (var indicator in wanted)
            {
                var values = entry.Values(indicator.Definition);
                var width = indicator.Definition.Entry.Description.Outputs.Count;
                foreach (var output in indicator.Outputs)
                {
                    var column = new double[bars.Count - first];
                    for (var row = 0; row < column.Length; row++) column[row] = values[((first + row) * width) + output];
                    columns.Add(column);
                }
            }
            MakeRoom();
            return columns;
        }
    }

    void MakeRoom()
    {
        while (entries.Count > 1 && entries.Values.Sum(e => e.Size) > capacity) Forget(entries.MinBy(e => e.Value.UsedAt).Key);
    }

    void Forget(IndicatorKey key)
    {
        if (entries.Remove(key, out var entry)) computedBefore += entry.Computed;
    }
}
