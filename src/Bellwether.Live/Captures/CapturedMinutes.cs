using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>
/// The minutes that a captured session's desk saw, made again from what the gateway sent: by the bars of the live stream and by the seam to history that the desk itself has. The clock
/// is that of the capture: when each frame was received; in lockstep, what the gateway said of its time. The same capture gives the same minutes.
/// </summary>
public sealed class CapturedMinutes : IServerMessageHandler, IClientMessageHandler
{
    /// <summary>As a desk has it: in lockstep nothing is late.</summary>
    const long Grace = 2 * EngineTime.Second;

    readonly IReadOnlyList<string> names;
    readonly LiveBars bars;
    readonly HistorySeam seam;
    readonly long grace;
    readonly MinuteColumns[] minutes;
    readonly long[] barsUntil;
    readonly long[] barsSince;

    /// <summary>By request id in the present session: the symbol.</summary>
    readonly Dictionary<int, int> streams = [];

    /// <summary>By request id in the present session: the symbol, and when it was asked.</summary>
    readonly Dictionary<int, (int Symbol, long AskedAt)> questions = [];

    /// <summary>By symbol and open: what history states of a minute beside its prices.</summary>
    readonly Dictionary<(int Symbol, long Opened), (double Vwap, long Trades)> figures = [];
    long now;
    long told;
    bool isConnected;
    bool isChanged;

    CapturedMinutes(IReadOnlyList<string> names, bool isLockstep, long? grace)
    {
        (this.names, this.grace, IsLockstep) = (names, grace ?? (isLockstep ? 0 : Grace), isLockstep);
        bars = new LiveBars(names.Count, new LiveBarsOptions { Grace = this.grace, TellsEveryInterval = true });
        seam = new HistorySeam(names.Count);
        minutes = [.. names.Select(_ => new MinuteColumns())];
        (barsUntil, barsSince) = (new long[names.Count], new long[names.Count]);
        Array.Fill(barsSince, long.MaxValue);
    }

    bool IsLockstep { get; }

    /// <summary>Plays a capture.</summary>
    /// <param name="path">The capture.</param>
    /// <param name="grace">How long a minute waited for stragglers, nanoseconds; null = two seconds, in lockstep none.</param>
    /// <param name="damaged">Told of what cannot be read; the minutes are those before it.</param>
    /// <returns>By symbol, in their order, its minutes with their sources.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<(string Symbol, BarRows Minutes)> Read(string path, long? grace, Action<CaptureException> damaged)
    {
        var first = new FirstReading();
        Play(path, first, static _ => { }, static _ => { });
        if (first.Symbols.Count == 0)
        {
            Play(path, first, static _ => { }, damaged);
            return [];
        }
        var played = new CapturedMinutes([.. first.Symbols], first.IsLockstep, grace);
        Play(path, played, played.Before, damaged);
        return [.. played.names.Select((name, i) => (name, InOrder(played.minutes[i].Copy())))];
    }

    static void Play<T>(string path, T handler, Action<CapturedFrame> before, Action<CaptureException> damaged) where T : IServerMessageHandler, IClientMessageHandler
    {
        try
        {
            CapturePlayer.Play(path, handler, handler, before);
        }
        catch (CaptureException damage)
        {
            damaged(damage);
        }
    }

    /// <summary>Minutes that waited for their symbol's past come behind later ones of others, never of their own; a symbol that was learnt again has some twice.</summary>
    static BarRows InOrder(BarRows rows)
    {
        for (var i = 1; i < rows.Count; i++)
            if (rows.Time[i] <= rows.Time[i - 1]) return Sorted(rows);
        return rows;
    }

    static BarRows Sorted(BarRows rows)
    {
        var order = Enumerable.Range(0, rows.Count).GroupBy(i => rows.Time[i]).OrderBy(g => g.Key).Select(g => g.First()).ToList();
        var sorted = BarRows.OfLength(order.Count);
        for (var i = 0; i < order.Count; i++) sorted.Set(i, rows, order[i]);
        return sorted;
    }

    /// <summary>The clock before a frame.</summary>
    void Before(CapturedFrame frame)
    {
        if (IsLockstep) return;
        now = Math.Max(now, (frame.Time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100);
        Complete();
    }

    public void On(StartApi m)
    {
        streams.Clear();
        questions.Clear();
        isConnected = false;
        for (var symbol = 0; symbol < names.Count; symbol++) End(symbol);
        seam.Lost();
    }

    public void On(ReqRealTimeBars m)
    {
        if (FirstReading.NameOf(m) is not { } name) return;
        var symbol = FirstReading.IndexOf(names, name);
        if (!isConnected) seam.Connected(now);
        isConnected = true;
        streams[m.ReqId] = symbol;
        Begin(symbol, now, barsUntil[symbol]);
    }

    public void On(in CancelRealTimeBars m)
    {
        if (streams.Remove(m.ReqId, out var symbol)) End(symbol);
    }

    public void On(ReqHistoricalData m)
    {
        if (m is not { BarSizeSetting: "1 min", WhatToShow: "TRADES", EndDateTime: "", FormatDate: 2 }) return;
        if (FirstReading.IndexOf(names, FirstReading.NameOf(m.Contract)) is var symbol and >= 0) questions[m.ReqId] = (symbol, now);
    }

    public void On(in RealTimeBar m)
    {
        if (!streams.TryGetValue(m.ReqId, out var symbol)) return;
        barsUntil[symbol] = (m.Time + 5) * EngineTime.Second;
        bars.Add(symbol, new Bar(m.Time * EngineTime.Second, m.Open, m.High, m.Low, m.Close, Math.Max(0, (double)m.Volume)), m.Wap > 0 ? (double)m.Wap : double.NaN, m.Count >= 0 ? m.Count : -1);
    }

    public void On(HistoricalData m)
    {
        if (!questions.Remove(m.ReqId, out var asked)) return;
        var past = new List<Bar>(m.Bars.Length);
        foreach (var bar in m.Bars)
        {
            if (!long.TryParse(bar.Date, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) continue;
            if (!(bar.Low > 0 && bar.High >= bar.Low && bar.High < 1e9)) continue;
            past.Add(new Bar(seconds * EngineTime.Second, bar.Open, bar.High, bar.Low, bar.Close, (double)bar.Volume));
            figures[(asked.Symbol, seconds * EngineTime.Second)] = (bar.Wap > 0 ? (double)bar.Wap : double.NaN, bar.BarCount >= 0 ? bar.BarCount : -1);
        }
        seam.Answered(asked.Symbol, new HistoryAnswer([.. past], asked.AskedAt));
        isChanged = true;
    }

    public void On(ErrMsg m)
    {
        if (!questions.TryGetValue(m.Id, out var asked) || !IbCodes.EndsQuestion(m.ErrorCode)) return;
        questions.Remove(m.Id);
        if (m.ErrorCode == 162 && HistoryRefusals.Read(m.ErrorMsg) == HistoryRefusal.Pacing) return;
        seam.Answered(asked.Symbol, new HistoryAnswer([], asked.AskedAt));
        isChanged = true;
    }

    public void On(in CurrentTime m) => told = Math.Max(told, m.Time * EngineTime.Second);

    public void On(in CurrentTimeInMillis m)
    {
        told = Math.Max(told, m.TimeInMillis * EngineTime.Millisecond);
        if (!IsLockstep) return;
        now = Math.Max(now, told);
        Complete();
    }

    void Begin(int symbol, long since, long lost)
    {
        barsSince[symbol] = since;
        bars.Listen(symbol, since);
        seam.Stream(symbol, since, lost);
        isChanged = true;
    }

    void End(int symbol)
    {
        barsSince[symbol] = long.MaxValue;
        bars.Lose(symbol);
        seam.Stream(symbol, long.MaxValue, 0);
    }

    /// <summary>What is over is handed out, in the order in which a desk does it.</summary>
    void Complete()
    {
        var known = Math.Min(now, told);
        if (bars.NextDue > known && !isChanged && seam.IsClosed) return;
        isChanged = false;
        seam.Advance(now);
        while (seam.TryNext(out var past))
        {
            for (var row = 0; row < past.Count; row++)
            {
                var (vwap, trades) = seam.AreLive[row] || !figures.TryGetValue((past.Symbols[row], past.Opened), out var stated) ? (double.NaN, -1) : stated;
                Add(past, row, vwap, trades, seam.AreLive[row] ? BarSource.Live : BarSource.Backfilled);
            }
        }
        while (bars.TryClose(known, out var closed))
        {
            var passed = seam.Live(closed.Bars, closed.Opened, now);
            var from = 0;
            for (var row = 0; row < passed.Count; row++)
            {
                while (closed.Bars.Symbols[from] != passed.Symbols[row]) from++;
                Add(passed, row, closed.Vwap[from], closed.Trades[from], BarSource.Live, closed.Opened);
            }
        }
        while (bars.TryTakeIncomplete(out var symbol, out var opened, out var ended))
            if (barsSince[symbol] <= opened) Begin(symbol, ended, opened);
        seam.Closed((known - grace) / EngineTime.Minute * EngineTime.Minute);
    }

    void Add(in Slice slice, int row, double vwap, long trades, BarSource source, long opened = 0) => minutes[slice.Symbols[row]].Add(
        opened != 0 ? opened : slice.Opened, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row], vwap, trades, source);

    /// <summary>Which symbols there are, in the order of their names, and who held the clock.</summary>
    sealed class FirstReading : IServerMessageHandler, IClientMessageHandler
    {
        public SortedSet<string> Symbols { get; } = new(StringComparer.Ordinal);

        public bool IsLockstep { get; private set; }

        public void On(StartApi m) => IsLockstep |= m.OptionalCapabilities.Split(';', ' ', ',').Contains("lockstep", StringComparer.Ordinal);

        public void On(ReqRealTimeBars m)
        {
            if (NameOf(m) is { } name) Symbols.Add(name);
        }

        public static string? NameOf(ReqRealTimeBars m) => m.WhatToShow == "TRADES" ? NameOf(m.Contract) : null;

        /// <summary>The broker writes share classes with a blank.</summary>
        public static string NameOf(Contract contract) => contract.Symbol.Replace(' ', '.');

        public static int IndexOf(IReadOnlyList<string> names, string name)
        {
            for (var i = 0; i < names.Count; i++)
                if (names[i] == name) return i;
            return -1;
        }
    }
}
