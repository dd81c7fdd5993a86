using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>The broker's history into a store.</summary>
public static class BarStoreHistory
{
    /// <summary>Keeps what is not held as <c>backfilled</c>, and what is held with other values as <c>revised</c>: what was seen stays as it is.</summary>
    /// <param name="store">Open for writing.</param>
    /// <param name="symbol">Ticker.</param>
    /// <param name="bar">Kind of bar.</param>
    /// <param name="answer">What the broker's history says.</param>
    /// <param name="elsewhere">Bars that count as held although they are not in the store yet; null = none.</param>
    /// <exception cref="DataFileException">A file cannot be read or written; it is as it was.</exception>
    public static AnswerSplit TakeHistory(this BarStore store, string symbol, BarSpec bar, BarRows answer, BarRows? elsewhere = null)
    {
        if (answer.Count == 0) return AnswerSplit.Of(BarRows.Empty, answer);
        var held = store.Read(symbol, bar, answer.Time[0], answer.Time[^1] + 1);
        var split = AnswerSplit.Of(BarRows.Merge(held, elsewhere ?? BarRows.Empty), answer);
        if (split.New.Count > 0) store.Append(symbol, bar, BarSource.Backfilled, split.New);
        if (split.Revised.Count > 0) store.Write(symbol, bar, BarSource.Revised, split.Revised);
        return split;
    }
}
