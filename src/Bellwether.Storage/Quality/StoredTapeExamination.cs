using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Looks over the trades and quotes of a store for faults, a day at a time, as <see cref="QualityExamination"/> does over files of them: marks of the tape excuse nothing.</summary>
public static class StoredTapeExamination
{
    /// <summary>What of the tape a store has of a symbol.</summary>
    public static IEnumerable<DataKind> Kinds(BarStore store, string symbol)
    {
        if (TickStore.SourceOf(store, TickTable.Trades, symbol) is not null) yield return DataKind.Trades;
        if (TickStore.SourceOf(store, TickTable.Quotes, symbol) is not null) yield return DataKind.Quotes;
        if (StoredQuotes.Kinds(store, symbol).Count > 0) yield return DataKind.QuoteBars;
    }

    /// <summary>Looks over the rows of the most trusted source that has any.</summary>
    /// <param name="bar">Length of bars of quotes; null = the shortest that is held.</param>
    /// <param name="adjustment">What prices of trades are adjusted with before they are looked at.</param>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    /// <exception cref="ArgumentException">Not trades, quotes or bars of quotes.</exception>
    public static QualityExamined Examine(BarStore store, string symbol, DataKind kind, QualityOptions options, BarSpec? bar, AdjustmentTable? adjustment, Action<QualityFinding> found)
    {
        if (kind == DataKind.Bars) throw new ArgumentException("expected trades, quotes or bars of quotes", nameof(kind));
        if (kind == DataKind.Trades)
        {
            var trades = new TradeQualityScan(symbol, options, found);
            foreach (var day in Days(store, TickTable.Trades, symbol, options))
                for (var i = 0; i < day.Count; i++) trades.Add(day.Time[i], day.Values[0][i] * (adjustment?.PriceFactorAt(day.Time[i]) ?? 1), day.Values[1][i]);
            trades.Complete();
            return new QualityExamined(kind, trades.Rows, null);
        }
        var quotes = new QuoteQualityScan(symbol, options, found);
        var table = kind == DataKind.Quotes ? TickTable.Quotes : TickTable.QuoteBars(bar ?? StoredQuotes.Kinds(store, symbol).FirstOrDefault(BarSpec.OneMinute));
        foreach (var day in Days(store, table, symbol, options))
        {
            var v = day.Values;
            for (var i = 0; i < day.Count; i++)
            {
                if (kind == DataKind.Quotes) quotes.Add(day.Time[i], v[0][i], v[1][i], v[2][i], v[3][i]);
                else quotes.AddBar(day.Time[i], StoredQuotes.SideOf(v, 0, i), StoredQuotes.SideOf(v, 5, i));
            }
        }
        quotes.Complete();
        return new QualityExamined(kind, quotes.Rows, null);
    }

    static IEnumerable<TickRows> Days(BarStore store, TickTable table, string symbol, QualityOptions options) => TickStore.SourceOf(store, table, symbol) is { } source
        ? TickStore.Days(store, table, symbol, source, options.From ?? long.MinValue, options.To ?? long.MaxValue)
        : [];
}
