using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands.Indicators;

/// <summary>Tables of bars from the store, as <c>data bars</c> prints them, and indicators over them.</summary>
/// <param name="Wanted">One table a symbol, in the order given.</param>
/// <param name="Answers">Bars of those symbols, and after them of the further ones that definitions name.</param>
/// <param name="Named">Symbols that definitions name.</param>
sealed record StoredTables(IReadOnlyList<BarTable> Wanted, IReadOnlyList<BarAnswer> Answers, IReadOnlyList<string> Named)
{
    /// <param name="adjustments">How the series of a symbol is adjusted, and its corporate actions.</param>
    /// <exception cref="DataFileException">The store does not have a symbol, or no corporate actions of one that is to be adjusted.</exception>
    public static StoredTables Of(
        string folder, string[] symbols, BarSpec bar, Instant? from, Instant? to, List<WantedIndicator> wanted, Func<string, (AdjustmentQuery, IReadOnlyList<CorporateAction>)> adjustments)
    {
        var query = new BarQuery(from is { } f ? EngineTime.From(f) : long.MinValue, to is { } t ? EngineTime.From(t) : long.MaxValue, bar, SessionHours.Regular);
        var named = NamedBy(wanted);
        var answers = DataBarsCommand.OfStore(folder, [.. symbols.Union(named, StringComparer.Ordinal)], query, adjustments);
        return new StoredTables([.. answers.Take(symbols.Length).Select(Table)], answers, named);
    }

    /// <summary>The symbols that definitions name.</summary>
    public static List<string> NamedBy(List<WantedIndicator> wanted) => [.. wanted.SelectMany(w => w.Definition.Names).Distinct(StringComparer.Ordinal).Where(InstrumentTable.IsSymbol)];

    /// <summary>For each table the values of all indicators. Where symbols look at each other, the bars of all are taken in instant by instant, as live.</summary>
    public List<List<double[]>> Compute(IndicatorCatalogue catalogue, List<WantedIndicator> wanted, bool streaming) => Named.Count > 0
        ? Together(catalogue, wanted)
        : [.. Wanted.Select(table => streaming ? Computation.Streaming(catalogue, table, wanted) : Computation.Batch(table, wanted))];

    List<List<double[]>> Together(IndicatorCatalogue catalogue, List<WantedIndicator> wanted)
    {
        var tickers = Answers.Select(a => a.Symbol).ToList();
        var graph = new IndicatorGraph(catalogue, tickers.Count, name => tickers.IndexOf(name) is >= 0 and var index ? index : null);
        var lines = wanted.SelectMany(w => w.Outputs.Select(output => graph.Add(w.Definition.Text) with { Output = output })).ToList();
        var values = Wanted.Select(table => lines.Select(_ => new double[table.Rows.Count]).ToList()).ToList();
        BarTimes[] times = [.. Answers.Select(a => BarTimes.Of(Table(a)))];
        var next = new int[tickers.Count];
        while (true)
        {
            var open = long.MaxValue;
            for (var s = 0; s < next.Length; s++)
                if (next[s] < times[s].Open.Length) open = Math.Min(open, times[s].Open[next[s]]);
            if (open == long.MaxValue) return values;
            int[] present = [.. Enumerable.Range(0, next.Length).Where(s => next[s] < times[s].Open.Length && times[s].Open[next[s]] == open)];
            AggregatedBar[] bars = [.. present.Select(s => Answers[s].Bars[next[s]])];
            var (t, row) = (times[present[0]], next[present[0]]);
            graph.Update(
                new Slice(present, [.. bars.Select(b => b.Open)], [.. bars.Select(b => b.High)], [.. bars.Select(b => b.Low)], [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.Volume)]),
                new SliceTime(open, t.Length, t.SessionOpen[row], t.SessionClose[row]));
            foreach (var s in present)
            {
                if (s < Wanted.Count)
                    for (var i = 0; i < lines.Count; i++) values[s][i][next[s]] = lines[i][s];
                next[s]++;
            }
        }
    }

    static BarTable Table(BarAnswer bars)
    {
        using var text = new StringWriter();
        DataBarsCommand.Write(text, [bars], json: false);
        return BarTable.Of(bars.Symbol, text.ToString());
    }
}
