using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>The bars of one symbol's quotes that answer a query.</summary>
/// <param name="Source">Name of the source of the quotes.</param>
public sealed record QuoteBarAnswer(string Symbol, IReadOnlyList<QuoteBar> Bars, string Source)
{
    /// <summary>Those bars that lie in the query's range.</summary>
    public static QuoteBarAnswer Of(string symbol, IReadOnlyList<QuoteBar> bars, BarQuery query, BarSource source) =>
        new(symbol, [.. bars.Where(b => b.Time >= query.From && b.Time < query.To)], BarStore.NameOf(source));

    /// <summary>One price of the quotes as bars, without volume. Intervals without that price are left out.</summary>
    /// <param name="side">The bid, the ask or the mid of a bar.</param>
    public BarAnswer Plain(Func<QuoteBar, QuoteSide> side)
    {
        List<AggregatedBar> bars = [.. from bar in Bars let s = side(bar) where s.IsQuoted select new AggregatedBar(bar.Time, s.Open, s.High, s.Low, s.Close, 0, double.NaN, -1, bar.IsComplete)];
        return new BarAnswer(Symbol, bars, new OneSource(Source, bars.Count));
    }
}

/// <summary>Bars out of the quotes of a store.</summary>
public static class StoredQuotes
{
    /// <summary>What a symbol's bars of quotes can be made of: quotes one by one, or the shortest stored bars of quotes that fit into them; null when there is neither.</summary>
    public static TickTable? For(BarStore store, string symbol, BarSpec bar)
    {
        if (TickStore.SourceOf(store, TickTable.Quotes, symbol) is not null) return TickTable.Quotes;
        var finer = Kinds(store, symbol).FirstOrDefault(k => bar.Kind switch { BarKind.Time => k.Kind == BarKind.Time && bar.Size % k.Size == 0, BarKind.Day or BarKind.Week or BarKind.Month => true, _ => false });
        return finer == default ? null : TickTable.QuoteBars(finer);
    }

    /// <summary>Lengths of the stored bars of quotes of a symbol, the shortest first.</summary>
    public static IReadOnlyList<BarSpec> Kinds(BarStore store, string symbol)
    {
        var folder = Path.Combine(store.Folder, TickLayout.QuoteBars);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateDirectories(folder, "bar=*")
            .Where(d => Directory.Exists(Path.Combine(d, "symbol=" + symbol)))
            .Select(d => BarSpec.TryParse(Path.GetFileName(d)["bar=".Length..], out var bar, out _) ? bar : default)
            .Where(b => b.Kind is BarKind.Time or BarKind.Day)
            .OrderBy(b => (b.Kind, b.Size))];
    }

    /// <summary>Bars of the quotes of the most trusted source that has any, made a day at a time. Quotes that the tape marked as suspicious are passed over.</summary>
    /// <param name="query">For bars that end by the clock.</param>
    /// <returns>Null when the symbol has no quotes that such bars can be made of.</returns>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    /// <exception cref="CalendarRangeException">A bar lies outside the exchange calendar.</exception>
    public static QuoteBarAnswer? Query(BarStore store, string symbol, BarQuery query)
    {
        if (For(store, symbol, query.Bar) is not { } table || TickStore.SourceOf(store, table, symbol) is not { } source) return null;
        var (from, to) = BarStoreQueries.Reach(query);
        var builder = new QuoteBarBuilder(query.Bar, query.Hours);
        var bars = new List<QuoteBar>();
        foreach (var day in TickStore.Days(store, table, symbol, source, from, to))
        {
            var v = day.Values;
            for (var i = 0; i < day.Count; i++)
            {
                if (table.HasMarks && day.Suspicious[i]) continue;
                var ended = table.HasMarks
                    ? builder.AddQuote(day.Time[i], v[0][i], v[1][i], v[2][i], v[3][i], out var closed)
                    : builder.AddBar(day.Time[i], SideOf(v, 0, i), SideOf(v, 5, i), out closed);
                if (ended) bars.Add(closed);
            }
        }
        if (builder.TryFlush(out var unfinished)) bars.Add(unfinished);
        return QuoteBarAnswer.Of(symbol, bars, query, source);
    }

    /// <summary>A side of a stored bar of quotes.</summary>
    /// <param name="first">Its first column.</param>
    internal static QuoteSide SideOf(double[][] values, int first, int row) => double.IsNaN(values[first + 3][row])
        ? QuoteSide.Absent
        : new QuoteSide(values[first][row], values[first + 1][row], values[first + 2][row], values[first + 3][row], double.IsNaN(values[first + 4][row]) ? 0 : values[first + 4][row]);
}
