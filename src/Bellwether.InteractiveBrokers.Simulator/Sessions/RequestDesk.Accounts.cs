using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Accounts, positions, profit and loss.</content>
sealed partial class RequestDesk
{
    /// <summary>Subscriptions of one kind that a client may hold; a real gateway has its limits too, if not these.</summary>
    const int MostOfAKind = 100;
    const int MostSummaries = 2;

    public void On(in ReqManagedAccts m) => session.Send(new ManagedAccounts { AccountsList = string.Join(',', options.Accounts) });

    public void On(in ReqFamilyCodes m) => session.Send(new FamilyCodes { Codes = [.. options.Accounts.Select(a => new FamilyCode { AccountID = a })] });

    public void On(in ReqSoftDollarTiers m) => session.Send(new SoftDollarTiers { ReqId = m.ReqId });

    public void On(in ReqUserInfo m) => session.Send(new UserInfo { ReqId = m.ReqId });

    public void On(in ReqPositions m)
    {
        session.Subscriptions.Positions = true;
        accounts.SendPositions(session);
    }

    public void On(in CancelPositions m) => session.Subscriptions.Positions = false;

    public void On(ReqAccountUpdates m)
    {
        var followed = session.Subscriptions.Account;
        if (!m.Subscribe)
        {
            session.Subscriptions.Account = null;
            return;
        }
        if (accounts.Find(m.AcctCode) is not { } account)
        {
            Error(-1, 2101, $"Unable to subscribe to account: {OrderCheck.Clip(m.AcctCode)} is not one of this login");
            return;
        }
        if (followed is not null && followed != account.Number) Error(-1, 2100, "API client has been unsubscribed from account data.");
        session.Subscriptions.Account = account.Number;
        accounts.SendDownload(session, account, now);
    }

    public void On(ReqAccountSummary m)
    {
        var subscriptions = session.Subscriptions.Summaries;
        if (subscriptions.Count >= MostSummaries)
        {
            Error(m.ReqId, 322, "Error processing request.-'bT' : cause - Maximum number of account summary requests exceeded");
            return;
        }
        if (IsDuplicate(m.ReqId, subscriptions.Exists(s => s.RequestId == m.ReqId)) || Group(m.ReqId, m.Group) is not { } group) return;
        var summary = new SummarySubscription(m.ReqId, group, m.Tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        subscriptions.Add(summary);
        accounts.SendSummary(session, summary);
        session.Send(new AccountSummaryEnd { ReqId = m.ReqId });
    }

    public void On(in CancelAccountSummary m)
    {
        var requestId = m.ReqId;
        session.Subscriptions.Summaries.RemoveAll(s => s.RequestId == requestId);
    }

    public void On(ReqAccountUpdatesMulti m)
    {
        if (Group(m.ReqId, m.Account) is not { } group || !MayFollow(session.Subscriptions.AccountsMulti, m.ReqId)) return;
        var multi = new MultiSubscription(m.ReqId, group, m.ModelCode, m.LedgerAndNLV);
        session.Subscriptions.AccountsMulti.Add(multi);
        accounts.SendMulti(session, multi);
        session.Send(new AccountUpdateMultiEnd { ReqId = m.ReqId });
    }

    public void On(in CancelAccountUpdatesMulti m)
    {
        var requestId = m.ReqId;
        session.Subscriptions.AccountsMulti.RemoveAll(s => s.RequestId == requestId);
    }

    public void On(ReqPositionsMulti m)
    {
        if (Group(m.ReqId, m.Account) is not { } group || !MayFollow(session.Subscriptions.PositionsMulti, m.ReqId)) return;
        var multi = new MultiSubscription(m.ReqId, group, m.ModelCode);
        session.Subscriptions.PositionsMulti.Add(multi);
        accounts.SendPositionsMulti(session, multi);
    }

    public void On(in CancelPositionsMulti m)
    {
        var requestId = m.ReqId;
        session.Subscriptions.PositionsMulti.RemoveAll(s => s.RequestId == requestId);
    }

    public void On(ReqPnL m) => FollowPnL(m.ReqId, m.Account, -1);

    public void On(in CancelPnL m) => LeavePnL(m.ReqId);

    public void On(ReqPnLSingle m)
    {
        var symbol = contracts.Find(new Contract { ConId = m.ConId });
        if (symbol < 0) Unknown(m.ReqId);
        else FollowPnL(m.ReqId, m.Account, symbol);
    }

    public void On(in CancelPnLSingle m) => LeavePnL(m.ReqId);

    void FollowPnL(int requestId, string number, int symbol)
    {
        var followed = session.Subscriptions.Profits;
        if (followed.Exists(p => p.RequestId == requestId)) Error(requestId, 102, "Duplicate ticker id");
        else if (IsTooMuch(requestId, followed.Count)) return;
        else if ((number.Length == 0 && accounts.AreMany) || accounts.Find(number) is not { } account) InvalidAccount(requestId, number);
        else accounts.FollowProfit(session, requestId, account, symbol);
    }

    void LeavePnL(int requestId)
    {
        if (session.Subscriptions.Profits.RemoveAll(p => p.RequestId == requestId) == 0) NotFollowed(requestId);
    }

    /// <summary>The accounts of a group, or null when the client was told that there is none of that name.</summary>
    IReadOnlyList<SimulatedAccount>? Group(int requestId, string name)
    {
        var group = accounts.Group(name);
        if (group.Count > 0) return group;
        InvalidAccount(requestId, name);
        return null;
    }

    bool MayFollow(List<MultiSubscription> subscriptions, int requestId) =>
        !IsDuplicate(requestId, subscriptions.Exists(s => s.RequestId == requestId)) && !IsTooMuch(requestId, subscriptions.Count);

    bool IsDuplicate(int requestId, bool isKnown)
    {
        if (isKnown) Error(requestId, 322, $"Error processing request.-'bT' : cause - Duplicate request id {requestId}");
        return isKnown;
    }

    bool IsTooMuch(int requestId, int held)
    {
        if (held >= MostOfAKind) Error(requestId, 322, $"Error processing request.-'bT' : cause - Maximum number of subscriptions exceeded: {MostOfAKind} of a kind, cancel one first");
        return held >= MostOfAKind;
    }

    void InvalidAccount(int requestId, string name) =>
        Error(requestId, 321, $"Error validating request.-'bT' : cause - Invalid account code '{OrderCheck.Clip(name)}': expected one of {string.Join(", ", options.Accounts)}");
}
