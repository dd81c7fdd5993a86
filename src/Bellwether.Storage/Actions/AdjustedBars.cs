using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Storage;

/// <summary>How prices of a query are adjusted.</summary>
/// <param name="AsOf">Actions after this New York date are not known yet; null = all that are kept count.</param>
public readonly record struct AdjustmentQuery(PriceAdjustment Adjustment, LocalDate? AsOf = null);

/// <summary>
/// Adjusted bars out of a store. Minutes are adjusted before they become longer bars, so that a week with a split in it has one scale, and a bar of so many shares counts
/// shares of that scale.
/// </summary>
public static class AdjustedBars
{
    /// <summary>The same as without adjustment, over the security's tickers, adjusted.</summary>
    /// <param name="actions">Actions of the security, kept under its newest ticker, <paramref name="symbol"/>.</param>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    /// <exception cref="AdjustmentException">The actions do not give a series.</exception>
    /// <exception cref="CalendarRangeException">A bar lies outside the exchange calendar.</exception>
    public static BarAnswer Query(this BarStore store, string symbol, BarQuery query, IReadOnlyList<CorporateAction> actions, AdjustmentQuery adjustment)
    {
        if (adjustment.Adjustment == PriceAdjustment.None) return store.Query(symbol, query);
        var spans = TickerHistory.Of(symbol, actions);
        var (from, to) = BarStoreQueries.Reach(query);
        var table = AdjustmentTable.Build(symbol, actions, adjustment.Adjustment, adjustment.AsOf, date => CloseBefore(store, spans, date));
        if (store.TapeFor(symbol, query.Bar) is { } tape)
        {
            var parts = spans.Where(s => s.From < to && s.To > from).Select(s => TickStore.ReadTrades(store, s.Ticker, tape, Math.Max(from, s.From), Math.Min(to, s.To))).ToList();
            var trades = new TradeColumns(symbol, [.. parts.SelectMany(p => p.Time.ToArray())], [.. parts.SelectMany(p => p.Price.ToArray())], [.. parts.SelectMany(p => p.Size.ToArray())]);
            return BarAnswer.Of(symbol, Aggregation.OfTrades(table.Apply(trades), query.Bar, query.Hours), query, tape);
        }
        var rows = Read(store, spans, query.Bar, from, to);
        return BarStoreQueries.Answer(symbol, rows, table.Apply(rows.ToColumns(symbol)), query);
    }

    /// <summary>Bars of a file, adjusted; those of times at which its ticker was another security's are left out.</summary>
    /// <exception cref="AdjustmentException">The actions do not give a series.</exception>
    public static BarColumns Of(BarColumns bars, IReadOnlyList<CorporateAction> actions, AdjustmentQuery adjustment)
    {
        if (adjustment.Adjustment == PriceAdjustment.None) return bars;
        var own = TickerHistory.Of(bars.Symbol, actions).Where(s => s.Ticker == bars.Symbol).Select(s => bars.Between(s.From, s.To)).ToList();
        var table = AdjustmentTable.Build(bars.Symbol, actions, adjustment.Adjustment, adjustment.AsOf, date => LastBefore(bars, date));
        return table.Apply(own.Count == 1 ? own[0] : Joined(bars.Symbol, own));
    }

    /// <summary>The raw close of the session before a date, of the stored bars of a security; null when there are none.</summary>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    public static double? CloseBefore(BarStore store, string symbol, IReadOnlyList<CorporateAction> actions, LocalDate date) => CloseBefore(store, TickerHistory.Of(symbol, actions), date);

    static BarRows Read(BarStore store, IReadOnlyList<TickerSpan> spans, BarSpec bar, long from, long to)
    {
        var rows = BarRows.Empty;
        foreach (var span in spans.Where(s => s.From < to && s.To > from))
        {
            var (first, end) = (Math.Max(from, span.From), Math.Min(to, span.To));
            rows = BarRows.Merge(rows, store.RowsFor(span.Ticker, bar, first, end));
        }
        return rows;
    }

    static double? CloseBefore(BarStore store, IReadOnlyList<TickerSpan> spans, LocalDate date)
    {
        var session = ExchangeCalendar.NewYork.PreviousSession(date);
        var rows = Read(store, spans, BarSpec.Daily, session.OpenNanoseconds, session.CloseNanoseconds);
        return rows.Count > 0 ? rows.Close[^1] : null;
    }

    static double? LastBefore(BarColumns bars, LocalDate date)
    {
        var session = ExchangeCalendar.NewYork.PreviousSession(date);
        var (first, end) = (bars.RowAtOrAfter(session.OpenNanoseconds), bars.RowAtOrAfter(session.CloseNanoseconds));
        return end > first ? bars.Close[end - 1] : null;
    }

    static BarColumns Joined(string symbol, List<BarColumns> parts) => new(
        symbol, [.. parts.SelectMany(p => p.Time.ToArray())], [.. parts.SelectMany(p => p.Open.ToArray())], [.. parts.SelectMany(p => p.High.ToArray())],
        [.. parts.SelectMany(p => p.Low.ToArray())], [.. parts.SelectMany(p => p.Close.ToArray())], [.. parts.SelectMany(p => p.Volume.ToArray())]);
}
