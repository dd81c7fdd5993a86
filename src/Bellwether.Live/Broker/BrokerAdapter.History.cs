using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

// A question for history that is never answered must not keep a whole desk waiting.
public sealed partial class BrokerAdapter
{
    /// <summary>An answer takes no longer than this once the question was written.</summary>
    const long HistoryLimit = 150 * EngineTime.Second;

    /// <summary>So often a question is asked; then its symbol goes on without.</summary>
    const int HistoryTries = 3;

    /// <summary>With the history farm down nothing is even asked: nobody waits longer than this for it.</summary>
    const long HistoryFarmLimit = 5 * EngineTime.Minute;

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
}
