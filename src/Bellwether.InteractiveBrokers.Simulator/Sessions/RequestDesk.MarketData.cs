using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Quotes, bars and history.</content>
sealed partial class RequestDesk
{
    public void On(in ReqMarketDataType m)
    {
        // All data are live: the type is stated with each subscription.
    }

    public void On(ReqMktData m)
    {
        if (!MayFollow(m.ReqId, m.Contract, out var symbol)) return;
        board.SendAll(session, m.ReqId, symbol, now);
        if (m.Snapshot || m.RegulatorySnapshot) session.Send(new TickSnapshotEnd { ReqId = m.ReqId });
        else board.FollowQuotes(session, m.ReqId, symbol);
    }

    public void On(in CancelMktData m)
    {
        if (!board.LeaveQuotes(session, m.ReqId)) Error(m.ReqId, 300, $"Can't find EId with tickerId:{m.ReqId}");
    }

    public void On(ReqRealTimeBars m)
    {
        if (m.WhatToShow is not ("TRADES" or "")) Error(m.ReqId, 321, $"Error validating request.-'bI' : cause - Real-time bars of '{m.WhatToShow}' are not served: ask for TRADES");
        else if (MayFollow(m.ReqId, m.Contract, out var symbol)) board.FollowBars(session, m.ReqId, symbol, m.UseRTH);
    }

    public void On(in CancelRealTimeBars m)
    {
        if (!board.LeaveBars(session, m.ReqId)) Error(m.ReqId, 300, $"Can't find EId with tickerId:{m.ReqId}");
    }

    public void On(ReqHistoricalData m) => history.Answer(session, m, now);

    public void On(in CancelHistoricalData m) => Error(m.ReqId, 366, $"No historical data query found for ticker id:{m.ReqId}");

    bool MayFollow(int requestId, Contract contract, out int symbol)
    {
        symbol = contracts.Find(contract);
        // Asked before the connection broke: nobody is there to follow.
        if (session.IsClosed) return false;
        var (code, text) = (0, "");
        if (symbol < 0) (code, text) = (200, "No security definition has been found for the request");
        else if (options.SymbolsWithoutData.Contains(market.Instruments[symbol].Symbol)) (code, text) = (354, "Requested market data is not subscribed.");
        else if (session.Subscriptions.Lines >= options.MarketDataLines) (code, text) = (101, "Max number of tickers has been reached");
        else if (session.Subscriptions.Quotes.Exists(q => q.RequestId == requestId) || session.Subscriptions.Bars.Exists(b => b.RequestId == requestId)) (code, text) = (102, "Duplicate ticker id");
        if (code == 0) return true;
        Error(requestId, code, text);
        return false;
    }
}
