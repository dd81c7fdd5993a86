using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Quotes that stop, are not live, or are wrong.</content>
sealed partial class FaultInjector
{
    const int Bid = 1, Ask = 2, Last = 4;
    /// <summary>From a live tick's number to that of its delayed twin.</summary>
    static readonly Dictionary<int, int> Delayed = new() { [0] = 69, [1] = 66, [2] = 67, [3] = 70, [4] = 68, [5] = 71, [6] = 72, [7] = 73, [8] = 74, [9] = 75, [14] = 76 };
    /// <summary>What is true where a wrong price stands, by session, request and tick type.</summary>
    readonly Dictionary<(GatewaySession Session, int Request, int Type), TickPrice> truths = [];
    long competingUntil = long.MinValue;
    StandInData? standIn;
    int standIns;

    bool AreDataStopped => IsAway || IsDown(DataFarm.MarketData) || core.Now < competingUntil;

    void Compete(Duration lasts)
    {
        var end = core.Now + (long)lasts.TotalNanoseconds;
        competingUntil = Math.Max(competingUntil, end);
        foreach (var session in Started())
            foreach (var (request, _) in session.Subscriptions.Quotes) session.SendError(request, 10197, "No market data during competing live session", core.Now);
        Schedule(end, () =>
        {
            if (!AreDataStopped) SayQuotesAgain();
        });
    }

    void StandIn(DelayedData fault)
    {
        standIn = fault.Kind;
        standIns++;
        foreach (var session in Started())
            foreach (var (request, _) in session.Subscriptions.Quotes) session.Send(new MarketDataType { ReqId = request, Type = 1 });
        After(fault.Lasts, () =>
        {
            if (--standIns > 0) return;
            standIn = null;
            SayQuotesAgain();
        });
    }

    void Restrict(PermissionLoss fault)
    {
        var symbols = core.SymbolsOf(fault.Symbols, fault.Exchange).ToList();
        foreach (var symbol in symbols) core.Board.Permit(symbol, fault.Kind, core.Sessions, core.Now);
        if (fault.Lasts is not { } lasts) return;
        After(lasts, () =>
        {
            foreach (var symbol in symbols) core.Board.Permit(symbol, DataPermission.All, core.Sessions, core.Now);
        });
    }

    /// <summary>All that is known of every symbol that somebody follows: changes of the time in which data stopped are told at once.</summary>
    void SayQuotesAgain()
    {
        foreach (var session in Started())
            foreach (var (request, symbol) in session.Subscriptions.Quotes.ToList()) core.Board.SendAll(session, request, symbol, core.Now);
    }

    bool PassesDataType(GatewaySession session, in MarketDataType message)
    {
        if (standIn is not { } kind || message.Type != 1) return true;
        session.Write(new MarketDataType { ReqId = message.ReqId, Type = kind == StandInData.Delayed ? 3 : 2 });
        if (kind == StandInData.Delayed)
            session.Write(new ErrMsg { Id = message.ReqId, ErrorCode = 10167, ErrorMsg = "Requested market data is not subscribed. Displaying delayed market data.", ErrorTime = core.Now / EngineTime.Millisecond });
        return false;
    }

    bool PassesTickSize(GatewaySession session, TickSize message)
    {
        if (AreDataStopped || standIn == StandInData.Frozen) return false;
        if (standIn is null) return true;
        if (Delayed.TryGetValue(message.TickType, out var twin))
        {
            message.TickType = twin;
            session.Write(message);
        }
        return false;
    }

    bool PassesTickPrice(GatewaySession session, TickPrice message)
    {
        if (AreDataStopped || standIn == StandInData.Frozen) return false;
        if (standIn is not null)
        {
            if (Delayed.TryGetValue(message.TickType, out var twin))
            {
                message.TickType = twin;
                session.Write(message);
            }
            return false;
        }
        if (message.TickType is not (Bid or Ask or Last)) return true;
        var place = (session, message.ReqId, message.TickType);
        truths.Remove(place);
        if (!(message.Price > 0) || Strike<BadTick>(session.ClientId, Suits) is not { } bad) return true;
        truths[place] = message;
        After(bad.Lasts, () =>
        {
            if (truths.Remove(place, out var truth)) place.session.Write(truth);
        });
        message.Price = bad.Kind switch
        {
            BadTickKind.Absent => -1,
            BadTickKind.Zero => 0,
            BadTickKind.Largest => double.MaxValue,
            BadTickKind.Negative => -5,
            _ => Math.Round(message.Price * (message.TickType == Bid ? 1.02 : 0.98), 2),
        };
        session.Write(message);
        return false;

        bool Suits(BadTick tick) => tick.Kind != BadTickKind.Crossed || message.TickType != Last;
    }
}
