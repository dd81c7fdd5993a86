using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Answers the requests of started clients, one at a time, at the core's time.</summary>
sealed class RequestDesk(
    GatewayOptions options, IMarket market, ContractBook contracts, QuoteBoard board, HistoryDesk history, OrderDesk orders, VenueReports venueReports,
    OrderReports reports, AccountDesk accounts) : IClientMessageHandler
{
    /// <summary>More days than any run of the gateway lasts; dates stay in range.</summary>
    const int LongestExecutionDays = 3_660;

    GatewaySession session = null!;
    ClientSeat seat = null!;
    long now;

    /// <summary>Reads a frame and does what it asks.</summary>
    public void Handle(in ClientFrame frame, long time)
    {
        (session, seat, now) = (frame.Session, frame.Session.Seat!, time);
        try
        {
            ClientMessages.Dispatch(frame.Payload, session.ServerVersion, this);
        }
        catch (ProtocolException fault)
        {
            session.SendError(-1, 320, "Error reading request. " + fault.Message, now);
        }
    }

    /// <summary>Working orders of a client, as they are replayed when it connects; nothing when it has none.</summary>
    public void ReplayOpenOrders(GatewaySession to, ClientSeat of)
    {
        if (SendOpenOrders(to, of)) to.Send(new OpenOrderEnd());
    }

    public void OnOther(ClientMessageId id) =>
        Error(-1, 321, $"Error validating request.-'{(int)id}' : cause - The simulated gateway does not serve {id}");

    public void On(StartApi m) => Error(-1, 321, "Error validating request.-'71' : cause - The API is already started on this connection");

    public void On(in ReqCurrentTime m) => session.Send(new CurrentTime { Time = now / EngineTime.Second });

    public void On(in ReqCurrentTimeInMillis m) => session.Send(new CurrentTimeInMillis { TimeInMillis = now / EngineTime.Millisecond });

    public void On(in ReqIds m) => session.Send(new NextValidId { OrderId = seat.NextOrderId });

    public void On(in ReqManagedAccts m) => session.Send(new ManagedAccounts { AccountsList = string.Join(',', options.Accounts) });

    public void On(in SetServerLogLevel m)
    {
        // The gateway keeps no log of its own.
    }

    public void On(in ReqUserInfo m) => session.Send(new UserInfo { ReqId = m.ReqId });

    public void On(ReqContractDetails m)
    {
        var symbol = contracts.Find(m.Contract);
        if (symbol < 0)
        {
            Unknown(m.ReqId);
            return;
        }
        session.Send(contracts.Details(symbol, m.ReqId, now));
        session.Send(new ContractDetailsEnd { ReqId = m.ReqId });
    }

    public void On(ReqMatchingSymbols m) => session.Send(new SymbolSamples
    {
        ReqId = m.ReqId,
        Contracts = [.. contracts.StartingWith(m.Pattern).Take(16).Select(i => new SymbolSample
        {
            ConId = contracts[i].ConId, Symbol = contracts[i].Symbol, SecType = "STK", PrimaryExchange = contracts[i].PrimaryExchange, Currency = "USD",
        })],
    });

    public void On(in ReqMarketRule m) => session.Send(new MarketRule
    {
        MarketRuleId = m.MarketRuleId,
        PriceIncrements = [new PriceIncrement { LowEdge = 0, Increment = 0.0001 }, new PriceIncrement { LowEdge = 1, Increment = 0.01 }],
    });

    // Market data.

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

    // Orders.

    public void On(PlaceOrder m) => orders.Place(session, seat, m, now);

    public void On(CancelOrder m) => orders.Cancel(session, seat, m.OrderId, now);

    public void On(ReqGlobalCancel m) => orders.CancelAll(now);

    public void On(in ReqOpenOrders m)
    {
        SendOpenOrders(session, seat);
        session.Send(new OpenOrderEnd());
    }

    public void On(in ReqAllOpenOrders m)
    {
        SendOpenOrders(session, null);
        session.Send(new OpenOrderEnd());
    }

    public void On(in ReqAutoOpenOrders m)
    {
        if (m.AutoBind && seat.ClientId != 0) Error(-1, 327, "Only the default client (i.e 0) can auto bind orders");
    }

    public void On(in ReqCompletedOrders m) => session.Send(new CompletedOrdersEnd());

    public void On(ReqExecutions m)
    {
        var from = GatewayTime.Midnight(GatewayTime.DateOf(now).PlusDays(m.LastNDays is { } days and > 0 ? 1 - Math.Min(days, LongestExecutionDays) : 0));
        if (m.Time.Length > 0)
        {
            if (!GatewayTime.TryParse(m.Time, out var since, out _))
            {
                Error(m.ReqId, 10314, $"Execution filter time {m.Time} is invalid: expected yyyyMMdd-HH:mm:ss in UTC, or yyyyMMdd HH:mm:ss and a zone");
                return;
            }
            from = Math.Max(from, since);
        }
        foreach (var execution in venueReports.Executions)
        {
            if (execution.Time < from || !Matches(m, execution)) continue;
            session.Send(execution.Details(m.ReqId, contracts[execution.Order.Symbol], session.ServerVersion));
            session.Send(execution.CommissionReport());
        }
        session.Send(new ExecDetailsEnd { ReqId = m.ReqId });
    }

    // Accounts.

    public void On(in ReqPositions m)
    {
        session.Subscriptions.Positions = true;
        accounts.SendPositions(session);
    }

    public void On(in CancelPositions m) => session.Subscriptions.Positions = false;

    public void On(ReqAccountUpdates m)
    {
        if (!m.Subscribe)
        {
            session.Subscriptions.Account = null;
            return;
        }
        if (accounts.Find(m.AcctCode) is not { } account)
        {
            Error(-1, 2101, $"Unable to subscribe to account: {m.AcctCode} is not one of this login");
            return;
        }
        session.Subscriptions.Account = account.Number;
        accounts.SendDownload(session, account, now);
    }

    public void On(ReqAccountSummary m)
    {
        if (session.Subscriptions.Summaries.Count >= 2)
        {
            Error(m.ReqId, 322, "Error processing request.-'bT' : cause - Maximum number of account summary requests exceeded");
            return;
        }
        var tags = m.Tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        session.Subscriptions.Summaries.Add((m.ReqId, tags));
        accounts.SendSummary(session, m.ReqId, tags);
        session.Send(new AccountSummaryEnd { ReqId = m.ReqId });
    }

    public void On(in CancelAccountSummary m)
    {
        var requestId = m.ReqId;
        session.Subscriptions.Summaries.RemoveAll(s => s.RequestId == requestId);
    }

    public void On(ReqAccountUpdatesMulti m)
    {
        session.Subscriptions.AccountsMulti.Add((m.ReqId, m.Account, m.ModelCode));
        accounts.SendMulti(session, m.ReqId, m.Account, m.ModelCode);
        session.Send(new AccountUpdateMultiEnd { ReqId = m.ReqId });
    }

    public void On(in CancelAccountUpdatesMulti m)
    {
        var requestId = m.ReqId;
        session.Subscriptions.AccountsMulti.RemoveAll(s => s.RequestId == requestId);
    }

    public void On(ReqPositionsMulti m) => accounts.SendPositionsMulti(session, m.ReqId, m.Account, m.ModelCode);

    public void On(in CancelPositionsMulti m)
    {
        // Sent once; there is no subscription to end.
    }

    bool SendOpenOrders(GatewaySession to, ClientSeat? of)
    {
        var any = false;
        foreach (var order in orders.Orders)
        {
            if (order.IsDone || !order.IsTransmitted || (of is not null && order.Seat != of)) continue;
            reports.Snapshot(to, order);
            any = true;
        }
        return any;
    }

    bool Matches(ReqExecutions filter, BrokerExecution execution) =>
        (filter.ClientId == 0 || filter.ClientId == execution.Order.Seat.ClientId)
        && (filter.AcctCode.Length == 0 || filter.AcctCode == execution.Order.Account.Number)
        && (filter.Symbol.Length == 0 || filter.Symbol == contracts[execution.Order.Symbol].Symbol)
        && (filter.SecType.Length == 0 || filter.SecType == "STK")
        && (filter.Exchange.Length == 0 || filter.Exchange == "SMART" || filter.Exchange == contracts[execution.Order.Symbol].PrimaryExchange)
        && (filter.Side.Length == 0 || (filter.Side is "BUY" or "BOT") == (execution.Side == Side.Buy))
        && (filter.SpecificDates.Length == 0 || filter.SpecificDates.Any(d => GatewayTime.DayText(execution.Time) == d.Date.ToString(System.Globalization.CultureInfo.InvariantCulture)));

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

    void Unknown(int requestId) => Error(requestId, 200, "No security definition has been found for the request");

    void Error(int id, int code, string text) => session.SendError(id, code, text, now);
}
