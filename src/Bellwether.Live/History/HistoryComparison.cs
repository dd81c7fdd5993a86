using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Live;

/// <summary>A symbol's sessions against the broker's history.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Sessions">A report a session that has begun, in order.</param>
/// <param name="Problems">Why a session could not be compared; empty when all were.</param>
public sealed record SymbolComparison(string Symbol, IReadOnlyList<DriftReport> Sessions, IReadOnlyList<string> Problems);

/// <summary>Compares the minutes that were built here with what the broker's history says of them. It asks and writes nothing.</summary>
/// <param name="store">What was kept.</param>
/// <param name="source">The broker's history.</param>
public sealed class HistoryComparison(BarStore store, IHistorySource source)
{
    /// <summary>Compares regular sessions, those in progress up to the last minute that is over.</summary>
    /// <param name="symbols">Tickers.</param>
    /// <param name="from">First New York date.</param>
    /// <param name="toInclusive">Last New York date.</param>
    /// <param name="ours">Which of the store's sources is in question.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HistoryException">The source does not even tell the time.</exception>
    /// <exception cref="DataFileException">The store is damaged.</exception>
    /// <exception cref="CalendarRangeException">A date that the calendar does not know.</exception>
    public async Task<IReadOnlyList<SymbolComparison>> RunAsync(IReadOnlyList<string> symbols, LocalDate from, LocalDate toInclusive, BarSource ours, CancellationToken cancellationToken)
    {
        var zone = ExchangeCalendar.NewYork.Zone;
        var wanted = new TimeRange(EngineTime.From(zone.AtStartOfDay(from).ToInstant()), EngineTime.From(zone.AtStartOfDay(toInclusive.PlusDays(1)).ToInstant()));
        var now = await source.NowAsync(cancellationToken).ConfigureAwait(false);
        var sessions = MissingBars.Of(wanted, BarSpec.OneMinute, SessionHours.Regular, [], TimeRanges.Empty, now);
        HistoryBarSize.TryFind(BarSpec.OneMinute, SessionHours.Regular, out var minutes, out _);
        var chunks = HistoryChunk.Cut(sessions, minutes, SessionHours.Regular);
        // The source keeps the broker's limits, by contract and in all.
        return await Task.WhenAll(symbols.Select(symbol => CompareAsync(symbol, chunks, wanted, ours, cancellationToken))).ConfigureAwait(false);
    }

    async Task<SymbolComparison> CompareAsync(string symbol, IReadOnlyList<HistoryChunk> chunks, TimeRange wanted, BarSource ours, CancellationToken cancellationToken)
    {
        var (reports, problems) = (new List<DriftReport>(), new List<string>());
        var mine = store.Read(symbol, BarSpec.OneMinute, wanted.From, wanted.To, ours);
        var any = store.Read(symbol, BarSpec.OneMinute, wanted.From, wanted.To);
        try
        {
            foreach (var chunk in chunks)
            {
                var theirs = await source.BarsAsync(symbol, chunk, cancellationToken).ConfigureAwait(false);
                reports.AddRange(chunk.Ranges.Select(range => DriftReport.Of(range, mine, theirs, any)));
            }
        }
        catch (HistoryException problem)
        {
            problems.Add(problem.Message);
        }
        return new SymbolComparison(symbol, reports, problems);
    }
}
