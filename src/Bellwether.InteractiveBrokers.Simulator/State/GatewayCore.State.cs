namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>The gateway's books as values, and back.</content>
public sealed partial class GatewayCore
{
    /// <summary>Grows whenever an order, an execution or a client's next order id may have changed.</summary>
    internal long Changes => handled + reports.Taken;

    internal GatewayState Capture() => new(
        GatewayState.CurrentFormat, Now,
        [.. seats.Select(s => new SeatState(s.ClientId, s.NextOrderId))],
        [.. accounts.Accounts.Select(StateOf)],
        orders.Capture());

    /// <summary>
    /// Goes on from the books of an earlier gateway, before any client is served. The clock runs through the market up to the time at which they were taken, so that orders meet no
    /// price of the past; a market whose clock is already later takes them as they are.
    /// </summary>
    /// <exception cref="ArgumentException">They do not fit this gateway: a symbol or an account is missing.</exception>
    internal void Restore(GatewayState state)
    {
        if (options.FollowsWallClock && state.Time > Now)
            throw new ArgumentException($"it ends at {GatewayTime.Text(state.Time)}, which is later than the wall's time: start it with --clock simulated", nameof(state));
        while (Now < state.Time && NextInstant < long.MaxValue) Move();
        foreach (var saved in state.Clients) SeatOf(saved.ClientId).NextOrderId = Math.Max(1, saved.NextOrderId);
        foreach (var saved in state.Accounts)
        {
            var account = saved.Number.Length == 0 ? null : accounts.Find(saved.Number);
            if (account is null) throw new ArgumentException($"it knows the account {saved.Number}, which this gateway does not have: start it with --accounts {string.Join(',', state.Accounts.Select(a => a.Number))}", nameof(state));
            account.RestoreCash(saved.Cash);
            foreach (var holding in saved.Holdings)
            {
                if (!market.Instruments.TryFind(holding.Symbol, out var instrument))
                    throw new ArgumentException($"it holds {holding.Symbol}, which this gateway does not trade: start it with the same --symbols", nameof(state));
                account.Restore(instrument.Index, new Holding { Quantity = holding.Quantity, Cost = holding.Cost, Realized = holding.Realized, Known = true }, holding.DayStartProfit, holding.DayStartRealized);
            }
        }
        RestoreOrders(state.Orders);
        // Orders for a day that has ended while there was no gateway have expired.
        if (HasClosedBetween(state.Time, Now)) venue.CloseSession(Now);
        reports.Drain();
        if (GatewayTime.DateOf(Now) != GatewayTime.DateOf(state.Time)) accounts.BeginDay(Now);
    }

    bool HasClosedBetween(long from, long to)
    {
        // A market that never closes turns its day at midnight, and knows its own days only from its start on.
        if (market.Hours.NeverCloses) return GatewayTime.DateOf(from) != GatewayTime.DateOf(to);
        for (var date = GatewayTime.DateOf(from); date <= GatewayTime.DateOf(to); date = date.PlusDays(1))
            if (market.Hours.On(date) is { } session && session.CloseNanoseconds > from && session.CloseNanoseconds <= to) return true;
        return false;
    }

    AccountState StateOf(SimulatedAccount account)
    {
        var holdings = new List<HoldingState>();
        for (var i = 0; i < account.Symbols; i++)
        {
            if (!account[i].Known) continue;
            var (profit, realized) = account.DayStart(i);
            holdings.Add(new HoldingState(market.Instruments[i].Symbol, account[i].Quantity, account[i].Cost, account[i].Realized, profit, realized));
        }
        return new AccountState(account.Number, account.Cash, holdings);
    }
}
