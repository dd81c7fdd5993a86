using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Quotes; each item is the whole state, so that the newest says all.</summary>
sealed class QuoteSource(Contract contract, string genericTicks) : StreamSource<IbQuote>(StreamOverflow.Conflate, 1), IServerMessageHandler
{
    IbQuote _quote = IbQuote.Empty;

    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqMktData { ReqId = id, Contract = contract, GenericTickList = isSnapshot ? "" : genericTicks, Snapshot = isSnapshot }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelMktData { ReqId = id }, RequestLane.Data, id);

    public override void SessionLost() => Show(IbQuote.Empty);

    public override void TypeChanged(QuoteType type) => Show(_quote with { Type = type });

    public void On(in TickPrice m) => Show(_quote.WithPrice(m.TickType, m.Price));

    public void On(in TickSize m) => Show(_quote.WithSize(m.TickType, m.Size));

    public void On(in TickGeneric m) => Show(_quote.WithNumber(m.TickType, m.Value));

    void Show(IbQuote quote)
    {
        if (quote == _quote) return;
        _quote = quote;
        Emit(quote);
    }
}

/// <summary>Bars of five seconds.</summary>
sealed class RealTimeBarSource(Contract contract, string whatToShow, bool regularHours, int capacity)
    : StreamSource<RealTimeBar>(StreamOverflow.Fail, capacity), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqRealTimeBars { ReqId = id, Contract = contract, WhatToShow = whatToShow, UseRTH = regularHours }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelRealTimeBars { ReqId = id }, RequestLane.Data, id);

    public void On(in RealTimeBar m) => Emit(m);
}

/// <summary>Every trade, quote or midpoint.</summary>
sealed class TickByTickSource(Contract contract, string tickType, int capacity) : StreamSource<TickByTick>(StreamOverflow.Fail, capacity), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqTickByTickData { ReqId = id, Contract = contract, TickType = tickType }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelTickByTickData { ReqId = id }, RequestLane.Data, id);

    public void On(in TickByTick m) => Emit(m);
}

/// <summary>History that goes on growing.</summary>
sealed class BarUpdateSource(ReqHistoricalData request, int priority, int capacity) : StreamSource<BarUpdate>(StreamOverflow.Fail, capacity), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot)
    {
        request.ReqId = id;
        core.SendHistory(request, HistoryRequest.Of(request, priority), id);
    }

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelHistoricalData { ReqId = id }, RequestLane.Data, id);

    public void On(HistoricalData m)
    {
        foreach (ref readonly var bar in m.Bars.AsSpan()) Emit(new(HistoryBar.From(bar), IsHistory: true));
    }

    public void On(HistoricalDataUpdate m) => Emit(new(HistoryBar.From(m), IsHistory: false));
}

/// <summary>Profit and loss of the account.</summary>
sealed class PnLSource(string account) : StreamSource<Pnl>(StreamOverflow.Conflate, 1), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) => core.Send(new ReqPnL { ReqId = id, Account = account }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelPnL { ReqId = id }, RequestLane.Data, id);

    public void On(in Pnl m) => Emit(m);
}

/// <summary>Profit and loss of one position.</summary>
sealed class PnLSingleSource(string account, int conId) : StreamSource<PnlSingle>(StreamOverflow.Conflate, 1), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqPnLSingle { ReqId = id, Account = account, ConId = conId }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelPnLSingle { ReqId = id }, RequestLane.Data, id);

    public void On(in PnlSingle m) => Emit(m);
}
