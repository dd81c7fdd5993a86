using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// Keeps the minutes of a running desk in the store: those of the live stream as <c>live</c>, those that the broker's history told about the start and about interruptions
/// as <c>backfilled</c>. What was seen is never changed: minutes that late data have corrected, and what history says otherwise of minutes that the stream told, are kept beside them as
/// <c>revised</c>. They are written in the background, so many minutes at once, at the end of a session and at the end of the run; each write is whole or not at all. What
/// cannot be written waits for the next time.
/// </summary>
public sealed class SessionRecorder : IMinuteObserver, ILiveMinutes, IAsyncDisposable
{
    readonly string folder;
    readonly InstrumentTable instruments;
    readonly long every;
    readonly Action<string> log;
    readonly Lock gate = new();

    /// <summary>Held during a write.</summary>
    readonly Lock saving = new();
    readonly MinuteColumns[] waiting;

    /// <summary>By symbol and time: minutes that were corrected, and what history says of minutes that were seen.</summary>
    readonly SortedDictionary<long, AggregatedBar>[] revised, told;

    /// <summary>By symbol and time: what history states of minutes that have not come yet.</summary>
    readonly Dictionary<long, MinuteFigures>[] stated;

    /// <summary>By symbol: the latest minute that was seen.</summary>
    readonly long[] latest;
    readonly SemaphoreSlim wanted = new(0);
    readonly Task writing;
    long savedAt = long.MinValue;
    long sessionEnd = long.MinValue;
    string? problemTold;
    volatile bool isEnding;

    /// <param name="folder">Folder of the store; it is opened for each write, so that other programs may write in between.</param>
    /// <param name="instruments">The desk's symbols.</param>
    /// <param name="every">Minutes are written when so much time has passed since the last write.</param>
    /// <param name="log">Takes a line for a person. Any thread.</param>
    public SessionRecorder(string folder, InstrumentTable instruments, Duration every, Action<string> log)
    {
        (this.folder, this.instruments, this.every, this.log) = (folder, instruments, (long)every.TotalNanoseconds, log);
        waiting = new MinuteColumns[instruments.Count];
        for (var i = 0; i < waiting.Length; i++) waiting[i] = new MinuteColumns();
        revised = [.. waiting.Select(_ => new SortedDictionary<long, AggregatedBar>())];
        told = [.. waiting.Select(_ => new SortedDictionary<long, AggregatedBar>())];
        stated = [.. waiting.Select(_ => new Dictionary<long, MinuteFigures>())];
        latest = new long[instruments.Count];
        Array.Fill(latest, long.MinValue);
        writing = Task.Run(WriteAsync);
    }

    public void SeenLive(in BarSlice closed, in Slice passed)
    {
        var from = 0;
        lock (gate)
        {
            for (var row = 0; row < passed.Count; row++)
            {
                while (closed.Bars.Symbols[from] != passed.Symbols[row]) from++;
                Add(closed.Opened, passed, row, closed.Vwap[from], closed.Trades[from], BarSource.Live);
            }
        }
        Passed(closed.Opened);
    }

    public void SeenLater(in Slice minute, ReadOnlySpan<bool> areLive)
    {
        lock (gate)
        {
            for (var row = 0; row < minute.Count; row++)
            {
                var figures = FiguresOf(minute.Symbols[row], minute.Opened);
                if (areLive[row]) Add(minute.Opened, minute, row, double.NaN, -1, BarSource.Live);
                else Add(minute.Opened, minute, row, figures.Vwap, figures.Trades, BarSource.Backfilled);
            }
        }
        Passed(minute.Opened);
    }

    public void SeenRevised(int symbol, in AggregatedBar minute)
    {
        lock (gate) revised[symbol][minute.Time] = minute;
    }

    public void ToldAgain(int symbol, IReadOnlyList<Bar> minutes)
    {
        lock (gate)
        {
            // Without what is stated beside them: the broker's stream and its history count trades otherwise, which is no other story.
            foreach (var m in minutes) told[symbol][m.Time] = new AggregatedBar(m.Time, m.Open, m.High, m.Low, m.Close, m.Volume, double.NaN, -1, IsComplete: true);
        }
    }

    public void Stated(int symbol, IReadOnlyList<MinuteFigures> figures)
    {
        lock (gate)
        {
            // Minutes of an earlier answer that have not come by now never will.
            stated[symbol].Clear();
            foreach (var one in figures) stated[symbol][one.Time] = one;
        }
    }

    MinuteFigures FiguresOf(int symbol, long time) => stated[symbol].Remove(time, out var figures) ? figures : new MinuteFigures(time, double.NaN, -1);

    /// <summary>Minutes that were seen and of which the broker's history tells another story, so far: both are in the store.</summary>
    public long Differences { get; private set; }

    void Add(long opened, in Slice slice, int row, double vwap, long trades, BarSource source)
    {
        var symbol = slice.Symbols[row];
        waiting[symbol].Add(opened, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row], vwap, trades, source);
        latest[symbol] = opened;
    }

    /// <summary>A minute is over: is it time to write?</summary>
    void Passed(long opened)
    {
        if (opened >= sessionEnd) sessionEnd = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(opened)).CloseNanoseconds;
        if (savedAt == long.MinValue) savedAt = opened;
        var end = opened + EngineTime.Minute;
        if (end - savedAt < every && end < sessionEnd) return;
        savedAt = end;
        wanted.Release();
    }

    public BarRows MinutesOf(string symbol)
    {
        if (!instruments.TryFind(symbol, out var instrument)) return BarRows.Empty;
        lock (gate) return BarRows.Merge(BarRows.Of([.. revised[instrument.Index].Values], BarSource.Revised), waiting[instrument.Index].Copy());
    }

    /// <summary>Writes what waits, now: whoever reads the store next finds it there, unless it cannot be written.</summary>
    public void Flush() => Save(isLast: false);

    /// <summary>Writes what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        isEnding = true;
        wanted.Release();
        await writing.ConfigureAwait(false);
        wanted.Dispose();
    }

    async Task WriteAsync()
    {
        bool isLast;
        do
        {
            await wanted.WaitAsync().ConfigureAwait(false);
            // One write does for all that asked for it in the meantime.
            while (await wanted.WaitAsync(0).ConfigureAwait(false))
            {
            }
            // What is seen during the write is left for the next one.
            isLast = isEnding;
            Save(isLast);
        }
        while (!isLast);
    }

    void Save(bool isLast)
    {
        lock (saving) Write(isLast);
    }

    void Write(bool isLast)
    {
        try
        {
            using var store = BarStore.OpenForWriting(folder);
            var differing = 0;
            for (var i = 0; i < waiting.Length; i++) differing += Save(store, i, isLast);
            Differences += differing;
            if (differing > 0) log($"{Count(differing)} that {(differing == 1 ? "was" : "were")} seen {(differing == 1 ? "is" : "are")} otherwise in the broker's history: what was seen stays, and what history says is kept beside it as revised");
            problemTold = null;
        }
        catch (DataFileException problem)
        {
            var left = 0;
            lock (gate) left = waiting.Sum(w => w.Count) + revised.Sum(r => r.Count);
            var rest = isLast ? "are lost" : "wait for the next write";
            if (problemTold != problem.Message || isLast) log(string.Create(CultureInfo.InvariantCulture, $"{left} minutes were not stored and {rest}: {problem.Message}"));
            problemTold = problem.Message;
        }
    }

    /// <returns>Minutes of which history tells another story.</returns>
    int Save(BarStore store, int index, bool isLast)
    {
        BarRows rows;
        List<AggregatedBar> corrected, again;
        lock (gate)
        {
            rows = waiting[index].Copy();
            corrected = [.. revised[index].Values];
            // What history says of a minute that has not closed here yet waits for it.
            again = [.. told[index].Values.Where(m => isLast || m.Time <= latest[index])];
        }
        if (rows.Count + corrected.Count + again.Count == 0) return 0;
        var symbol = instruments[index].Symbol;
        var differing = store.Append(symbol, BarSpec.OneMinute, BarSource.Live, Of(rows, BarSource.Live)).Differing.Count;
        if (differing > 0) log($"{symbol}: {differing.ToString(CultureInfo.InvariantCulture)} live minutes are in the store with other values, which stay; is another desk recording into {folder}?");
        var otherwise = store.TakeHistory(symbol, BarSpec.OneMinute, Of(rows, BarSource.Backfilled)).Revised.Count;
        if (corrected.Count > 0) store.Write(symbol, BarSpec.OneMinute, BarSource.Revised, BarRows.Of(corrected, BarSource.Revised));
        otherwise += store.TakeHistory(symbol, BarSpec.OneMinute, BarRows.Of(again, BarSource.Backfilled)).Revised.Count;
        lock (gate)
        {
            waiting[index].RemoveFirst(rows.Count);
            Remove(revised[index], corrected);
            Remove(told[index], again);
        }
        return otherwise;
    }

    /// <summary>Those that were changed again in the meantime stay.</summary>
    static void Remove(SortedDictionary<long, AggregatedBar> from, List<AggregatedBar> written)
    {
        foreach (var bar in written)
            if (from.TryGetValue(bar.Time, out var present) && present.Equals(bar)) from.Remove(bar.Time);
    }

    static string Count(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes} minute{(minutes == 1 ? "" : "s")}");

    static BarRows Of(BarRows rows, BarSource source) => rows.At([.. Enumerable.Range(0, rows.Count).Where(i => rows.Source[i] == source)]);
}
