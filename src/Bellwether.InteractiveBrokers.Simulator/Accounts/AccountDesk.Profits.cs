using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Profit and loss as streams: about once a second, when it has changed. A day begins at midnight in New York.</content>
sealed partial class AccountDesk
{
    long nextDay;
    long nextProfits;

    /// <summary>Follows the profit of an account, or of one position in it, also of one that is not there yet. The first figures come at once.</summary>
    /// <param name="symbol">Symbol index; -1 for the whole account.</param>
    public void FollowProfit(GatewaySession session, int requestId, SimulatedAccount account, int symbol)
    {
        var followed = new FollowedProfit(requestId, account, symbol);
        session.Subscriptions.Profits.Add(followed);
        Send(session, followed);
    }

    /// <summary>What today's profits are counted from is now.</summary>
    public void BeginDay(long now)
    {
        nextDay = GatewayTime.Midnight(GatewayTime.DateOf(now).PlusDays(1));
        foreach (var account in accounts) account.BeginDay(board);
    }

    void SendProfits(long now, List<GatewaySession> sessions)
    {
        if (now < nextProfits) return;
        nextProfits = now + EngineTime.Second;
        foreach (var session in sessions)
            foreach (var followed in session.Subscriptions.Profits) Send(session, followed);
    }

    void Send(GatewaySession session, FollowedProfit followed)
    {
        var profit = followed.Symbol < 0 ? followed.Account.Profit(board) : followed.Account.Profit(board, followed.Symbol);
        if (profit == followed.Last) return;
        followed.Last = profit;
        if (followed.Symbol < 0)
        {
            session.Send(new Pnl { ReqId = followed.RequestId, DailyPnL = profit.Daily.ToDouble(), UnrealizedPnL = profit.Unrealized.ToDouble(), RealizedPnL = profit.Realized.ToDouble() });
            return;
        }
        session.Send(new PnlSingle
        {
            ReqId = followed.RequestId, Pos = Shares(followed.Account[followed.Symbol].Quantity), DailyPnL = profit.Daily.ToDouble(), UnrealizedPnL = profit.Unrealized.ToDouble(),
            RealizedPnL = profit.Realized.ToDouble(), Value = profit.Value.ToDouble(),
        });
    }
}
