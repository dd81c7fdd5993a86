using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Live;

/// <summary>
/// Brings the broker's history into a store. What is held or was answered before is not asked again; each answer is in the store before the next one is looked at,
/// so that a download that was interrupted, in whatever way, goes on where it ended.
/// </summary>
/// <param name="store">Open for writing.</param>
/// <param name="source">Who is asked.</param>
/// <param name="time">Clock of the progress.</param>
/// <param name="live">A running desk whose latest minutes count as held; null = none.</param>
public sealed class HistoryDownload(BarStore store, IHistorySource source, TimeProvider time, ILiveMinutes? live = null)
{
    /// <summary>Requests under way at once. The source keeps the broker's limits; more would only wait there.</summary>
    const int AtOnce = 6;

    /// <summary>After so many failures of a symbol its other requests are left out.</summary>
    const int FailuresOfASymbol = 3;

    /// <summary>"Nothing" is believed of a time that lies so far back; before that it may mean "not yet".</summary>
    const long SettledAfter = 24 * 60 * EngineTime.Minute;

    readonly Lock gate = new();

    /// <summary>Downloads, and tells what became of each symbol, in their order. A symbol's failure does not stop the others.</summary>
    /// <param name="request">What to have.</param>
    /// <param name="progress">Is told of each request that ended, from any thread, one call at a time.</param>
    /// <param name="cancellationToken">Ends it early: what was answered is in the store, the rest is told as not answered.</param>
    /// <exception cref="HistoryException">The source does not even tell the time, or what is wanted lies behind it.</exception>
    /// <exception cref="DataFileException">The store cannot be read or written.</exception>
    public async Task<IReadOnlyList<SymbolDownload>> RunAsync(DownloadRequest request, Action<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var now = await source.NowAsync(cancellationToken).ConfigureAwait(false);
        if (request.Wanted.From >= now)
            throw new HistoryException(HistoryFailure.Request, $"{request.Wanted} lies in the future: the gateway's clock says {EngineTime.ToInstant(now)}; ask for what has been");
        var symbols = request.Symbols.Select(symbol => new SymbolState(symbol, AnsweredRanges.Load(store.Folder, symbol, request.Size.Bar))).ToArray();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var planned = 0;
            await Parallel.ForEachAsync(symbols, Options(ending.Token), async (symbol, token) =>
            {
                await PlanAsync(request, symbol, now, ending, token).ConfigureAwait(false);
                lock (gate) progress?.Invoke(new DownloadProgress(0, 0, 0, symbol.Name, null) { Planned = ++planned, Symbols = symbols.Length });
            }).ConfigureAwait(false);
            var work = Interleaved(symbols);
            var pace = new DownloadPace(work.Count, request.Size.IsFine);
            var (began, done, added) = (time.GetTimestamp(), 0, 0L);
            progress?.Invoke(new DownloadProgress(work.Count, 0, 0, null, null) { Planned = planned, Symbols = symbols.Length });
            await Parallel.ForEachAsync(work, Options(ending.Token), async (item, token) =>
            {
                var answer = await AskAsync(item.Symbol, item.Chunk, ending, token).ConfigureAwait(false);
                lock (gate)
                {
                    if (answer is not null) added += Take(item.Symbol, item.Chunk, answer, now);
                    done++;
                    progress?.Invoke(new DownloadProgress(work.Count, done, added, item.Symbol.Name, pace.Rest(done, time.GetElapsedTime(began))) { Planned = planned, Symbols = symbols.Length });
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The results tell what is there and what is not.
        }
        return [.. symbols.Select(s => s.Result())];
    }

    static ParallelOptions Options(CancellationToken token) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = token };

    async Task PlanAsync(DownloadRequest request, SymbolState symbol, long now, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        var (size, hours) = (request.Size, request.Hours);
        var held = request.Again ? default : TimesHeld(symbol.Name, size.Bar, request.Wanted);
        var missing = MissingBars.Of(request.Wanted, size.Bar, hours, held, request.Again ? TimeRanges.Empty : symbol.Answered.Of(hours), now);
        if (missing.Count == 0)
        {
            symbol.IsPlanned = true;
            return;
        }
        if (symbol.Answered.Begin is null) await LearnBeginAsync(symbol, hours, ending, cancellationToken).ConfigureAwait(false);
        if (symbol.IsGivenUp) return;
        if (symbol.Answered.Begin is { } begin)
        {
            var before = missing.Count(r => r.To <= begin);
            if (before > 0) symbol.Notes.Add($"{symbol.Name}: the broker's history begins on {Text(begin)}; {Sessions(before)} before it {(before == 1 ? "is" : "are")} not asked for");
            missing = [.. missing.Where(r => r.To > begin)];
        }
        if (size.IsFine)
        {
            var kept = EngineTime.From(EngineTime.ToInstant(now).InZone(ExchangeCalendar.NewYork.Zone).Date.PlusMonths(-6).PlusDays(1).AtStartOfDayInZone(ExchangeCalendar.NewYork.Zone).ToInstant());
            var tooOld = missing.Count(r => r.From < kept);
            if (tooOld > 0) symbol.Problems.Add($"{symbol.Name}: {Sessions(tooOld)} before {Text(kept)} {(tooOld == 1 ? "is" : "are")} not asked for: the broker keeps bars of {size.Bar} for half a year; take bars of a minute or more");
            missing = [.. missing.Where(r => r.From >= kept)];
        }
        symbol.Chunks = HistoryChunk.Cut(missing, size, hours);
        symbol.IsPlanned = true;
    }

    async Task LearnBeginAsync(SymbolState symbol, SessionHours hours, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        try
        {
            if (await source.BeginAsync(symbol.Name, hours, cancellationToken).ConfigureAwait(false) is not { } begin) return;
            symbol.Answered = symbol.Answered.WithBegin(begin);
            symbol.Answered.Save();
        }
        catch (HistoryException problem)
        {
            Fail(symbol, problem, ending);
        }
    }

    async Task<BarRows?> AskAsync(SymbolState symbol, HistoryChunk chunk, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        if (symbol.IsGivenUp) return null;
        try
        {
            return await source.BarsAsync(symbol.Name, chunk, cancellationToken).ConfigureAwait(false);
        }
        catch (HistoryException problem)
        {
            Fail(symbol, problem, ending);
            return null;
        }
    }

    static void Fail(SymbolState symbol, HistoryException problem, CancellationTokenSource ending)
    {
        symbol.Fail(problem.Message, problem.Failure == HistoryFailure.Request ? 1 : FailuresOfASymbol);
        if (problem.Failure == HistoryFailure.Session) ending.Cancel();
    }

    /// <summary>Puts an answer into the store: first the bars, then that they were told.</summary>
    long Take(SymbolState symbol, HistoryChunk chunk, BarRows answer, long now)
    {
        var bar = chunk.Size.Bar;
        var inside = BarRows.Empty;
        var (answered, empty) = (new List<TimeRange>(), 0);
        foreach (var range in chunk.Ranges)
        {
            var part = answer.Between(range.From, range.To);
            if (part.Count == 0) empty++;
            if (part.Count > 0 || range.To < now - SettledAfter) answered.Add(range);
            inside = BarRows.Merge(inside, part);
        }
        // The desk first: what it hands to the store in between is then seen in both places.
        var split = store.TakeHistory(symbol.Name, bar, inside, Latest(symbol.Name, bar, chunk.Span));
        symbol.Answered = symbol.Answered.With(chunk.Hours, answered);
        symbol.Answered.Save();
        symbol.Count(split, empty);
        return split.New.Count;
    }

    ReadOnlySpan<long> TimesHeld(string symbol, BarSpec bar, TimeRange wanted)
    {
        var latest = Latest(symbol, bar, wanted);
        var stored = store.Coverage(symbol, bar, wanted.From, wanted.To).Times;
        return latest.Count == 0 ? stored : stored.ToArray().Union(latest.Time).Order().ToArray();
    }

    BarRows Latest(string symbol, BarSpec bar, TimeRange range) =>
        bar == BarSpec.OneMinute && live is not null ? live.MinutesOf(symbol).Between(range.From, range.To) : BarRows.Empty;

    /// <summary>One request of each symbol in turn: the broker's limits count by contract, too.</summary>
    static List<(SymbolState Symbol, HistoryChunk Chunk)> Interleaved(SymbolState[] symbols)
    {
        var work = new List<(SymbolState, HistoryChunk)>();
        for (var i = 0; i < symbols.Select(s => s.Chunks.Count).DefaultIfEmpty().Max(); i++)
            foreach (var symbol in symbols)
                if (i < symbol.Chunks.Count) work.Add((symbol, symbol.Chunks[i]));
        return work;
    }

    static string Sessions(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} session{(count == 1 ? "" : "s")}");

    static string Text(long time) => LocalDatePattern.Iso.Format(ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time)));

    sealed class SymbolState(string name, AnsweredRanges answered)
    {
        int failures;
        int done;
        int empty;
        long added;
        long unchanged;
        long revised;

        public string Name => name;

        public AnsweredRanges Answered { get; set; } = answered;

        public IReadOnlyList<HistoryChunk> Chunks { get; set; } = [];

        public List<string> Problems { get; } = [];

        public List<string> Notes { get; } = [];

        public bool IsPlanned { get; set; }

        public bool IsGivenUp => Volatile.Read(ref failures) >= FailuresOfASymbol;

        /// <summary>Requests of one symbol may fail at once.</summary>
        public void Fail(string problem, int weight)
        {
            lock (Problems)
            {
                // What is under way for a symbol that was given up fails for the same reason.
                if (failures >= FailuresOfASymbol) return;
                failures += weight;
                if (!Problems.Contains(problem)) Problems.Add(problem);
            }
        }

        public void Count(AnswerSplit split, int emptySessions)
        {
            done++;
            empty += emptySessions;
            (added, unchanged, revised) = (added + split.New.Count, unchanged + split.Unchanged, revised + split.Revised.Count);
        }

        public SymbolDownload Result()
        {
            if (!IsPlanned && Problems.Count == 0) Problems.Add($"{name}: the download ended before it was looked at; call again");
            return new SymbolDownload(name, Chunks.Count, done, added, unchanged, revised, empty, [.. Problems]) { Notes = [.. Notes] };
        }
    }
}
