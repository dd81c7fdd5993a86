using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Days of which a store has no bars of the kind that is preferred, and some of another: minutes of the last weeks, and days of the years before, are one series.</summary>
static class DaysOfOtherKinds
{
    /// <param name="kinds">The preferred one first.</param>
    /// <param name="latest">Bars of the preferred kind that are not stored yet.</param>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    public static BarRows Read(BarStore store, string symbol, IReadOnlyList<BarSpec> kinds, long from, long to, BarRows latest)
    {
        var found = BarRows.Empty;
        if (kinds.Count == 1) return found;
        var preferred = store.Coverage(symbol, kinds[0], from, to).Times;
        foreach (var kind in kinds.Skip(1))
        {
            var rows = store.Read(symbol, kind, from, to);
            var taken = new List<int>();
            var (midnight, isTaken) = (long.MinValue, false);
            for (var (row, next) = (0, long.MinValue); row < rows.Count; row++)
            {
                if (rows.Time[row] >= next)
                {
                    var date = ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(rows.Time[row]));
                    (midnight, next) = (Midnight(date), Midnight(date.PlusDays(1)));
                    isTaken = !Has(preferred, midnight, next) && !Has(latest.Time, midnight, next) && !Has(found.Time, midnight, next);
                }
                if (isTaken) taken.Add(row);
            }
            if (taken.Count > 0) found = BarRows.Merge(found, taken.Count == rows.Count ? rows : rows.At(taken));
        }
        return found;
    }

    static bool Has(ReadOnlySpan<long> times, long from, long to)
    {
        var at = times.BinarySearch(from);
        if (at < 0) at = ~at;
        return at < times.Length && times[at] < to;
    }

    static long Midnight(NodaTime.LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
}
