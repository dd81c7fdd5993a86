using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Accounts and positions.</content>
sealed partial class RequestDesk
{
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

    public void On(ReqPnL m)
    {
        if (MayFollowProfit(m.ReqId) && !accounts.FollowProfit(session, m.ReqId, m.Account)) NoAccount(m.ReqId, m.Account);
    }

    public void On(ReqPnLSingle m)
    {
        if (!MayFollowProfit(m.ReqId)) return;
        var symbol = contracts.Find(new Contract { ConId = m.ConId });
        if (symbol < 0) Unknown(m.ReqId);
        else if (!accounts.FollowProfit(session, m.ReqId, m.Account, symbol)) NoAccount(m.ReqId, m.Account);
    }

    public void On(in CancelPnL m) => LeaveProfit(m.ReqId);

    public void On(in CancelPnLSingle m) => LeaveProfit(m.ReqId);

    public void On(in ReqFamilyCodes m) => session.Send(new FamilyCodes { Codes = [.. options.Accounts.Select(a => new FamilyCode { AccountID = a })] });

    bool MayFollowProfit(int requestId)
    {
        if (!session.Subscriptions.Profits.Exists(p => p.RequestId == requestId)) return true;
        Error(requestId, 102, "Duplicate ticker id");
        return false;
    }

    void LeaveProfit(int requestId)
    {
        if (session.Subscriptions.Profits.RemoveAll(p => p.RequestId == requestId) == 0) Error(requestId, 300, $"Can't find EId with tickerId:{requestId}");
    }

    void NoAccount(int requestId, string number) =>
        Error(requestId, 321, $"Error validating request.-'cF' : cause - Invalid account code '{OrderCheck.Clip(number)}'; this login has {string.Join(", ", options.Accounts)}");
}
