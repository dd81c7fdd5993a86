using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>What bars are asked for.</summary>
/// <param name="From">Engine time: the first label that counts.</param>
/// <param name="To">Engine time before which labels count.</param>
public readonly record struct BarQuery(long From, long To, BarSpec Bar, SessionHours Hours);

/// <summary>The bars of one symbol that answer a query, each with the name of its source; one made of bars of several sources names them all, joined by <c>+</c>.</summary>
public sealed record BarAnswer(string Symbol, IReadOnlyList<AggregatedBar> Bars, IReadOnlyList<string> Sources)
{
    /// <summary>Those bars of one source that lie in the query's range.</summary>
    public static BarAnswer Of(string symbol, IReadOnlyList<AggregatedBar> bars, BarQuery query, BarSource source)
    {
        List<AggregatedBar> inside = [.. bars.Where(b => b.Time >= query.From && b.Time < query.To)];
        return new BarAnswer(symbol, inside, [.. Enumerable.Repeat(BarStore.NameOf(source), inside.Count)]);
    }
}

/// <summary>Bars of any kind out of the minutes of a store.</summary>
public static class BarStoreQueries
{
    const long Day = 24 * 60 * EngineTime.Minute;

    /// <summary>Bars whose label lies in the query's range, each made of all its minutes, also of those that lie outside.</summary>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    /// <exception cref="CalendarRangeException">A bar lies outside the exchange calendar.</exception>
    public static BarAnswer Query(this BarStore store, string symbol, BarQuery query)
    {
        var (from, to) = Reach(query);
        var kinds = store.FinerKinds(symbol, query.Bar, from, to);
        if (store.TapeFor(symbol, query.Bar) is { } tape)
            return BarAnswer.Of(symbol, Aggregation.OfTrades(TickStore.ReadTrades(store, symbol, tape, from, to), query.Bar, query.Hours), query, tape);
        var (finer, others) = (kinds[0], DaysOfOtherKinds.Read(store, symbol, kinds, from, to, BarRows.Empty));
        if (query.Bar.IsTimed && others.Count == 0 && store.OnlySource(symbol, finer, from, to) is { } source)
        {
            var bars = store.Aggregate(symbol, finer, source, from, to, query, StatedFigures.AreIn(store.FilesIn(symbol, finer, source, from, to)));
            return new BarAnswer(symbol, bars, new OneSource(BarStore.NameOf(source), bars.Count));
        }
        var rows = BarRows.Merge(store.Read(symbol, finer, from, to), others);
        return Answer(symbol, rows, rows.ToColumns(symbol), query);
    }

    /// <summary>The stored bars of which bars of <c>[from, to)</c> are made: each day those of the first of <see cref="FinerKinds"/> that has any on it.</summary>
    /// <param name="latest">Bars of the first kind that count as held although they are not stored; null = none.</param>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    public static BarRows RowsFor(this BarStore store, string symbol, BarSpec bar, long from, long to, BarRows? latest = null)
    {
        var kinds = store.FinerKinds(symbol, bar, from, to);
        var rows = BarRows.Merge(store.Read(symbol, kinds[0], from, to), latest ?? BarRows.Empty);
        return BarRows.Merge(rows, DaysOfOtherKinds.Read(store, symbol, kinds, from, to, latest ?? BarRows.Empty));
    }

    /// <summary>The source of the trades that such bars are made of; null when they are made of bars, or there are no trades.</summary>
    public static BarSource? TapeFor(this BarStore store, string symbol, BarSpec bar) =>
        bar.NeedsTrades || !store.Kinds(symbol).Any(k => Fits(k, bar)) ? TickStore.SourceOf(store, TickTable.Trades, symbol) : null;

    /// <summary>
    /// The kinds of stored bars that bars of <c>[from, to)</c> are made of, at least one: minutes first where the symbol has any of those years, then the longest kind that fits into them whole, and so on.
    /// </summary>
    public static IReadOnlyList<BarSpec> FinerKinds(this BarStore store, string symbol, BarSpec bar, long from, long to)
    {
        List<BarSpec> kinds = [.. store.Kinds(symbol).Where(k => Fits(k, bar) && Enum.GetValues<BarSource>().Any(s => store.FilesIn(symbol, k, s, from, to).Any())).Reverse()];
        if (kinds.Remove(BarSpec.OneMinute) || kinds.Count == 0) kinds.Insert(0, BarSpec.OneMinute);
        return kinds;
    }

    static bool Fits(BarSpec finer, BarSpec bar) => bar.Kind switch
    {
        BarKind.Time => finer.Kind == BarKind.Time && bar.Size % finer.Size == 0,
        BarKind.Day or BarKind.Week or BarKind.Month => true,
        _ when bar.NeedsTrades => false,
        _ => finer.Kind == BarKind.Time,
    };

    /// <summary>From when to when minutes belong to bars of the query's range.</summary>
    public static (long From, long To) Reach(BarQuery query)
    {
        var reach = query.Bar.Kind switch { BarKind.Month => 32 * Day, BarKind.Week => 8 * Day, _ => Day };
        return (query.From < long.MinValue + reach ? query.From : query.From - reach, query.To > long.MaxValue - reach ? query.To : query.To + reach);
    }

    /// <summary>Bars of minutes, whose columns are those of the rows, adjusted or not. Average prices and numbers of trades that the rows state count.</summary>
    public static BarAnswer Answer(string symbol, BarRows rows, BarColumns columns, BarQuery query)
    {
        var bars = query.Bar.IsTimed && StatedFigures.AreIn(rows)
            ? Aggregation.OfBars(columns, StatedFigures.VwapOf(rows, columns), rows.Trades, query.Bar, query.Hours)
            : Aggregation.OfBars(columns, query.Bar, query.Hours);
        var (inside, sources) = (new List<AggregatedBar>(bars.Count), new List<string>(bars.Count));
        var row = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            if (bars[i].Time < query.From || bars[i].Time >= query.To) continue;
            inside.Add(bars[i]);
            // Several bricks that one bar completes have one label.
            var next = i + 1;
            while (next < bars.Count && bars[next].Time == bars[i].Time) next++;
            while (row < rows.Count && rows.Time[row] < bars[i].Time) row++;
            sources.Add(SourcesOf(rows, row, next < bars.Count ? bars[next].Time : long.MaxValue));
        }
        return new BarAnswer(symbol, inside, sources);
    }

    static string SourcesOf(BarRows rows, int row, long to)
    {
        var seen = 0;
        for (; row < rows.Count && rows.Time[row] < to; row++) seen |= 1 << (int)rows.Source[row];
        return SourceNames[seen];
    }

    /// <summary>By the set of sources, a bit each.</summary>
    static readonly string[] SourceNames = [.. Enumerable.Range(0, 2 << (int)Enum.GetValues<BarSource>().Max())
        .Select(set => string.Join('+', Enum.GetValues<BarSource>().Where(s => (set & (1 << (int)s)) != 0).Select(BarStore.NameOf)))];
}
