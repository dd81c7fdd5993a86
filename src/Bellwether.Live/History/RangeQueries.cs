using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// Bars of any range: what the store holds, what it lacks from the broker's history, and up to now what a running desk has just seen, as one series in which each minute comes once.
/// Longer bars are made after the join, so that a bar may be made of minutes of several sources; it names them all.
/// </summary>
/// <param name="store">Open for writing when there is a download.</param>
/// <param name="download">Fetches what is missing; null = the store as it is.</param>
/// <param name="live">The running desk; null = none.</param>
public sealed class RangeQueries(BarStore store, HistoryDownload? download, ILiveMinutes? live = null)
{
    /// <summary>The bars of some symbols whose label lies in the query's range.</summary>
    /// <param name="symbols">Tickers.</param>
    /// <param name="query">Which bars. Bars of seconds are made of bars of seconds, all others of minutes; a bar in progress is made of those that are over.</param>
    /// <param name="adjust">Prices and volumes as they are to be shown, from the minutes of a symbol; null = as traded.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HistoryException">The broker's history does not answer at all, or the range lies in the future.</exception>
    /// <exception cref="DataFileException">The store is damaged.</exception>
    /// <exception cref="CalendarRangeException">The range lies outside the exchange calendar.</exception>
    public async Task<RangeAnswer> GetBarsAsync(IReadOnlyList<string> symbols, BarQuery query, Func<string, BarRows, BarColumns>? adjust, CancellationToken cancellationToken)
    {
        var fetched = download is null ? [] : await FetchAsync(symbols, query, cancellationToken).ConfigureAwait(false);
        var (from, to) = BarStoreQueries.Reach(query);
        var finer = FinerThan(query.Bar, out var isOfMinutes);
        var answers = new List<BarAnswer>();
        foreach (var symbol in symbols)
        {
            // The desk first: what it hands to the store in the meantime is then seen in both places, and in none never.
            var latest = (isOfMinutes ? live?.MinutesOf(symbol) ?? BarRows.Empty : BarRows.Empty).Between(from, to);
            var rows = Joined(isOfMinutes ? store.RowsFor(symbol, query.Bar, from, to, latest) : store.Read(symbol, finer, from, to), latest);
            answers.Add(BarStoreQueries.Answer(symbol, rows, adjust?.Invoke(symbol, rows) ?? rows.ToColumns(symbol), query));
        }
        return new RangeAnswer(answers, [.. fetched.SelectMany(f => f.Problems)]);
    }

    /// <summary>What is in the store counts before what is seen at the desk, but for minutes that were corrected since they were stored.</summary>
    static BarRows Joined(BarRows stored, BarRows latest)
    {
        int[] corrected = [.. Enumerable.Range(0, latest.Count).Where(i => latest.Source[i] == BarSource.Revised)];
        var joined = BarRows.Merge(stored, latest);
        return corrected.Length == 0 ? joined : BarRows.Merge(latest.At(corrected), joined);
    }

    /// <summary>Brings into the store what it lacks for a query.</summary>
    /// <inheritdoc cref="GetBarsAsync" path="/param"/>
    /// <exception cref="InvalidOperationException">There is no download.</exception>
    /// <exception cref="HistoryException">The broker's history does not answer at all, the range lies in the future, or there are no such bars for these hours.</exception>
    public Task<IReadOnlyList<SymbolDownload>> FetchAsync(IReadOnlyList<string> symbols, BarQuery query, CancellationToken cancellationToken)
    {
        if (download is null) throw new InvalidOperationException("there is nobody to fetch from");
        var finer = FinerThan(query.Bar, out _);
        if (!HistoryBarSize.TryFind(finer, query.Hours, out var size, out var problem)) throw new HistoryException(HistoryFailure.Request, problem);
        return download.RunAsync(new DownloadRequest(symbols, WholeSessions(query), size, query.Hours), null, cancellationToken);
    }

    /// <summary>
    /// The time of which the bars of a query are made: whole sessions, weeks or months. Bars by what trades begin with a session, too.
    /// </summary>
    public static TimeRange WholeSessions(BarQuery query)
    {
        var calendar = ExchangeCalendar.NewYork;
        var first = query.From <= Midnight(calendar.First) ? calendar.First : calendar.DateOf(EngineTime.ToInstant(query.From));
        var last = query.To > Midnight(calendar.Last) ? calendar.Last : calendar.DateOf(EngineTime.ToInstant(query.To - 1));
        if (query.Bar.Kind == BarKind.Week) (first, last) = (first.PlusDays(1 - (int)first.DayOfWeek), last.PlusDays(7 - (int)last.DayOfWeek));
        if (query.Bar.Kind == BarKind.Month) (first, last) = (new LocalDate(first.Year, first.Month, 1), new LocalDate(last.Year, last.Month, last.Calendar.GetDaysInMonth(last.Year, last.Month)));
        return new TimeRange(Midnight(LocalDate.Max(first, calendar.First)), Midnight(LocalDate.Min(last, calendar.Last.PlusDays(-1)).PlusDays(1)));
    }

    /// <summary>What is fetched for bars of a kind: minutes, of which there is one series for all, and seconds where minutes do not do.</summary>
    static BarSpec FinerThan(BarSpec bar, out bool isOfMinutes)
    {
        isOfMinutes = bar.Kind != BarKind.Time || bar.Size % EngineTime.Minute == 0;
        return !isOfMinutes && HistoryBarSize.TryFind(bar, SessionHours.Regular, out var size, out _) ? size.Bar : BarSpec.OneMinute;
    }

    static long Midnight(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
}
