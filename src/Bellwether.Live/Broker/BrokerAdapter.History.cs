using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

// The past: what is asked of the broker's history, and what becomes of the answer. A question that is never answered must not keep a whole desk waiting.
public sealed partial class BrokerAdapter
{
    /// <summary>An answer takes no longer than this once the question was written.</summary>
    const long HistoryLimit = 150 * EngineTime.Second;

    /// <summary>So often a question is asked; then its symbol goes on without.</summary>
    const int HistoryTries = 3;

    /// <summary>With the history farm down nothing is even asked: nobody waits longer than this for it.</summary>
    const long HistoryFarmLimit = 5 * EngineTime.Minute;

    /// <summary>After a refusal for pacing, no history for so long.</summary>
    const long HoldAfterPacing = 15 * EngineTime.Second;

    int withoutHistory;
    long warmingSince;

    /// <summary>The minutes of a symbol up to a time are known from an earlier run: only what follows is asked for. Before the first connection.</summary>
    internal void Known(int symbol, long from) => symbols[symbol].HistoryFrom = from;

    void AskHistory(int symbol)
    {
        ref readonly var market = ref symbols[symbol];
        AskHistory(symbol, market.IsHistoryDone ? market.FillDuration : market.HistoryFrom > 0 ? DurationSince(market.HistoryFrom) : options.HistoryDuration);
    }

    void AskHistory(int symbol, string duration)
    {
        var id = ids.Next(RequestKind.HistoricalBars, symbol);
        (symbols[symbol].HistoryAskedAt, symbols[symbol].HistoryRequest, symbols[symbol].HistoryDue) = (time, id, 0);
        queue.SendHistory(new ReqHistoricalData
        {
            ReqId = id,
            Contract = symbols[symbol].Contract!,
            BarSizeSetting = "1 min",
            DurationStr = duration,
            UseRTH = true,
            WhatToShow = "TRADES",
            FormatDate = 2,
        });
    }

    /// <summary>Asks for a symbol's history as at the start.</summary>
    internal void AskHistoryAgain(int symbol)
    {
        symbols[symbol].FillDuration = options.HistoryDuration;
        AskHistory(symbol);
    }

    /// <summary>Asks for the minutes from a time on that no stream has brought.</summary>
    internal void AskFill(int symbol, long since)
    {
        symbols[symbol].FillDuration = DurationSince(since);
        AskHistory(symbol);
    }

    string DurationSince(long since)
    {
        // A little more, for the last minute may be in progress. Whole days count sessions, of which there are never more than days.
        var seconds = ((time - since) / EngineTime.Second) + 120;
        return seconds <= 86_400 ? string.Create(CultureInfo.InvariantCulture, $"{seconds} S") : string.Create(CultureInfo.InvariantCulture, $"{(seconds / 86_400) + 1} D");
    }

    /// <summary>The question has left: from now on an answer is due.</summary>
    void HistoryWritten(int request, long now)
    {
        if (ids.Find(request) is { Kind: RequestKind.HistoricalBars, IsEnded: false, Tag: var symbol } && symbols[symbol].HistoryRequest == request) symbols[symbol].HistoryDue = now + HistoryLimit;
    }

    /// <summary>Nobody waits any longer for the answer about a symbol's past, which was not given yet; the symbol's past is asked for again when it is wanted.</summary>
    void ForgetHistory(int symbol)
    {
        ref var market = ref symbols[symbol];
        if (Phase < SessionPhase.WarmingUp || market.HistoryRequest == 0 || ids.Find(market.HistoryRequest).IsEnded) return;
        if (!queue.Withdraw(market.HistoryRequest)) Send(new CancelHistoricalData { ReqId = market.HistoryRequest });
        queue.HistoryAnswered(market.HistoryRequest);
        ids.End(market.HistoryRequest);
        (market.HistoryTries, market.HistoryDue, market.HistoryRequest) = (0, 0, 0);
        if (!market.IsHistoryDone && --withoutHistory == 0 && Phase == SessionPhase.WarmingUp) Phase = SessionPhase.Ready;
        market.IsHistoryDone = false;
    }

    void AdvanceHistory(long now)
    {
        if (Phase < SessionPhase.WarmingUp) return;
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            if (symbols[symbol].HistoryDue == 0 || now < symbols[symbol].HistoryDue) continue;
            var request = symbols[symbol].HistoryRequest;
            if (!queue.Withdraw(request)) Send(new CancelHistoricalData { ReqId = request });
            if (++symbols[symbol].HistoryTries < HistoryTries)
            {
                queue.HistoryAnswered(request);
                ids.End(request);
                AskHistory(symbol);
                continue;
            }
            var rest = symbols[symbol].HistoryFrom > 0 ? "go on without the minutes since the earlier run, and are wrong until they have seen enough" : "learn from the stream alone, and have no values until they have seen enough";
            Notice($"{instruments[symbol].Symbol}: its history was asked for {HistoryTries} times and never came: its indicators {rest}");
            EndHistory(request, symbol, [], isAnswer: false);
        }
        if (Phase != SessionPhase.WarmingUp || !farms.IsDown(FarmKind.History) || now < warmingSince + HistoryFarmLimit) return;
        Notice($"the history farm has been down for {HistoryFarmLimit / EngineTime.Minute} minutes: going on without the past of {withoutHistory} symbols; it is taken up when it comes");
        Phase = SessionPhase.Ready;
    }

    public void On(HistoricalData m)
    {
        Heard();
        if (ids.Find(m.ReqId) is not { Kind: RequestKind.HistoricalBars, IsEnded: false, Tag: var symbol }) return;
        var (bars, figures) = (new List<Bar>(m.Bars.Length), new List<MinuteFigures>(m.Bars.Length));
        foreach (var bar in m.Bars)
        {
            if (!long.TryParse(bar.Date, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) continue;
            if (!(bar.Low > 0 && bar.High >= bar.Low && bar.High < 1e9)) continue;
            bars.Add(new Bar(seconds * EngineTime.Second, bar.Open, bar.High, bar.Low, bar.Close, (double)bar.Volume));
            figures.Add(new MinuteFigures(seconds * EngineTime.Second, bar.Wap > 0 ? (double)bar.Wap : double.NaN, bar.BarCount >= 0 ? bar.BarCount : -1));
        }
        EndHistory(m.ReqId, symbol, [.. bars], [.. figures]);
    }

    void OnHistoryCode(ErrMsg m, int symbol)
    {
        if (m.ErrorCode == 162 && HistoryRefusals.Read(m.ErrorMsg) == HistoryRefusal.Pacing)
        {
            // Asked too often, which is no answer: once more, later.
            queue.HoldHistory(time + HoldAfterPacing);
            queue.HistoryAnswered(m.Id);
            ids.End(m.Id);
            AskHistory(symbol);
            return;
        }
        // A few minutes may well be without a trade.
        if (!symbols[symbol].IsHistoryDone || m.ErrorCode != 162 || HistoryRefusals.Read(m.ErrorMsg) != HistoryRefusal.NoData) Notice(AboutData(m, symbol, "no history"));
        // No data is an answer too: the indicators then learn from the stream alone.
        if (IbCodes.EndsQuestion(m.ErrorCode)) EndHistory(m.Id, symbol, [], isAnswer: m.ErrorCode == 162 && HistoryRefusals.Read(m.ErrorMsg) == HistoryRefusal.NoData);
    }

    void EndHistory(int request, int symbol, Bar[] bars, MinuteFigures[]? figures = null, bool isAnswer = true)
    {
        queue.HistoryAnswered(request);
        ids.End(request);
        ref var market = ref symbols[symbol];
        (market.HistoryTries, market.HistoryDue) = (0, 0);
        market.History = new HistoryAnswer(bars, market.HistoryAskedAt, figures, isAnswer);
        StreamChanges++;
        if (market.IsHistoryDone) return;
        market.IsHistoryDone = true;
        if (--withoutHistory == 0 && Phase == SessionPhase.WarmingUp) Phase = SessionPhase.Ready;
    }

    /// <summary>An answer about a symbol's past, once.</summary>
    internal HistoryAnswer? TakeHistory(int symbol)
    {
        var answer = symbols[symbol].History;
        symbols[symbol].History = null;
        return answer;
    }
}
