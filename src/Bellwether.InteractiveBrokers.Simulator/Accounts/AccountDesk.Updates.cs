using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>
/// What clients are told. Positions are sent with each execution; account values when asked, after executions, and every three minutes, as a real gateway does; of
/// summaries only what has changed.
/// </content>
sealed partial class AccountDesk
{
    const long Period = 3 * EngineTime.Minute;
    long nextPeriod;

    /// <summary>An execution was booked: its position, and the values of its account, to every client that follows them, whoever's order it was.</summary>
    public void OnExecution(SimulatedAccount account, int symbol, List<GatewaySession> sessions, long now)
    {
        foreach (var session in sessions)
        {
            var subscriptions = session.Subscriptions;
            if (subscriptions.Positions) SendPosition(session, account, symbol);
            foreach (var multi in subscriptions.PositionsMulti)
                if (multi.Accounts.Contains(account)) SendPositionMulti(session, multi, account, symbol);
            if (subscriptions.Account == account.Number)
            {
                SendPortfolio(session, account, symbol);
                SendValues(session, account, now);
            }
        }
    }

    public void OnInstant(long now, List<GatewaySession> sessions)
    {
        if (now >= nextDay) BeginDay(now);
        SendProfits(now, sessions);
        if (now < nextPeriod) return;
        nextPeriod = now - (now % Period) + Period;
        foreach (var session in sessions)
        {
            if (session.IsClosed) continue;
            var subscriptions = session.Subscriptions;
            if (subscriptions.Account is { } number && Find(number) is { } account) SendUpdates(session, account, now);
            foreach (var summary in subscriptions.Summaries) SendSummary(session, summary);
            foreach (var multi in subscriptions.AccountsMulti) SendMulti(session, multi);
        }
    }

    public void SendPositions(GatewaySession session)
    {
        foreach (var account in accounts)
            for (var i = 0; i < account.Symbols; i++)
                if (!account[i].Quantity.IsZero) SendPosition(session, account, i);
        session.Send(new PositionEnd());
    }

    /// <summary>All values, the portfolio, and the end marker.</summary>
    public void SendDownload(GatewaySession session, SimulatedAccount account, long now)
    {
        session.Send(new UpdateAccountValue { Key = "AccountCode", Value = account.Number, AccountName = account.Number });
        SendUpdates(session, account, now);
        session.Send(new AccountDownloadEnd { AccountName = account.Number });
    }

    /// <summary>What the client was not told yet.</summary>
    public void SendSummary(GatewaySession session, SummarySubscription summary)
    {
        foreach (var account in summary.Accounts)
        {
            foreach (var value in values.Of(account))
                if (summary.Wants(value.Key)) SendIfNews(session, summary, account, value);
            if (summary.Ledger is not { } ledger) continue;
            foreach (var value in values.Ledger(account))
                if (ledger == "ALL" || ledger == value.Currency) SendIfNews(session, summary, account, value);
        }
    }

    static void SendIfNews(GatewaySession session, SummarySubscription summary, SimulatedAccount account, in AccountValue value)
    {
        if (summary.IsNews(account.Number, value))
            session.Send(new AccountSummary { ReqId = summary.RequestId, Account = account.Number, Tag = value.Key, Value = value.Value, Currency = value.Currency });
    }

    public void SendMulti(GatewaySession session, MultiSubscription multi)
    {
        foreach (var account in multi.Accounts)
        {
            foreach (var value in values.Of(account))
                if (!multi.LedgerOnly || value.Key == "NetLiquidation") SendMulti(session, multi, account, value);
            foreach (var value in values.Ledger(account)) SendMulti(session, multi, account, value);
        }
    }

    static void SendMulti(GatewaySession session, MultiSubscription multi, SimulatedAccount account, in AccountValue value) => session.Send(new AccountUpdateMulti
    {
        ReqId = multi.RequestId, Account = account.Number, ModelCode = multi.Model, Key = value.Key, Value = value.Value, Currency = value.Currency,
    });

    /// <summary>All positions of the subscription and the end marker.</summary>
    public void SendPositionsMulti(GatewaySession session, MultiSubscription multi)
    {
        foreach (var account in multi.Accounts)
            for (var i = 0; i < account.Symbols; i++)
                if (!account[i].Quantity.IsZero) SendPositionMulti(session, multi, account, i);
        session.Send(new PositionMultiEnd { ReqId = multi.RequestId });
    }

    void SendPositionMulti(GatewaySession session, MultiSubscription multi, SimulatedAccount account, int symbol) => session.Send(new PositionMulti
    {
        ReqId = multi.RequestId, Account = account.Number, ModelCode = multi.Model, Contract = contracts[symbol], Position = Shares(account[symbol].Quantity),
        AvgCost = account[symbol].AverageCost,
    });

    void SendUpdates(GatewaySession session, SimulatedAccount account, long now)
    {
        SendValues(session, account, now);
        for (var i = 0; i < account.Symbols; i++)
            if (account[i].Known) SendPortfolio(session, account, i);
    }

    void SendValues(GatewaySession session, SimulatedAccount account, long now)
    {
        foreach (var value in values.Of(account)) SendValue(session, account, value);
        foreach (var value in values.Ledger(account)) SendValue(session, account, value);
        session.Send(new UpdateAccountTime { TimeStamp = GatewayTime.HourText(now) });
    }

    static void SendValue(GatewaySession session, SimulatedAccount account, in AccountValue value) =>
        session.Send(new UpdateAccountValue { Key = value.Key, Value = value.Value, Currency = value.Currency, AccountName = account.Number });

    void SendPosition(GatewaySession session, SimulatedAccount account, int symbol) => session.Send(new Position
    {
        Account = account.Number, Contract = contracts[symbol], Quantity = Shares(account[symbol].Quantity), AvgCost = account[symbol].AverageCost,
    });

    void SendPortfolio(GatewaySession session, SimulatedAccount account, int symbol)
    {
        ref readonly var holding = ref account[symbol];
        var mark = board.Mark(symbol);
        var value = mark > 0 ? Price.FromDouble(mark) * holding.Quantity : Money.Zero;
        session.Send(new UpdatePortfolio
        {
            Contract = contracts[symbol], Position = Shares(holding.Quantity), MarketPrice = mark > 0 ? mark : 0, MarketValue = value.ToDouble(),
            AverageCost = holding.AverageCost, UnrealizedPNL = (value - holding.Cost).ToDouble(), RealizedPNL = holding.Realized.ToDouble(), AccountName = account.Number,
        });
    }
}
