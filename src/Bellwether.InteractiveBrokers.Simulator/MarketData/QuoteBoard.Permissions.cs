namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What the login has paid for, and what is told when it has not.</content>
sealed partial class QuoteBoard
{
    readonly DataPermission[] permissions;

    public DataPermission PermissionOf(int symbol) => permissions[symbol];

    /// <summary>Changes what a symbol's data are paid for; who follows it already is told, and what is not paid for any more stops.</summary>
    /// <param name="time">Nanoseconds since the Unix epoch.</param>
    public void Permit(int symbol, DataPermission permission, IEnumerable<GatewaySession> sessions, long time)
    {
        permissions[symbol] = permission;
        if (permission == DataPermission.All) return;
        foreach (var session in sessions)
        {
            if (session.ClientId is null || session.IsClosed) continue;
            var subscriptions = session.Subscriptions;
            foreach (var (request, _) in subscriptions.Quotes.Where(q => q.Symbol == symbol).ToList()) Restrict(session, request, symbol, permission, time);
            foreach (var (request, _, _) in subscriptions.Bars.Where(b => b.Symbol == symbol).ToList())
            {
                LeaveBars(session, request);
                RefuseBars(session, request, symbol, time);
            }
            foreach (var (request, _) in subscriptions.TickByTick.Where(t => t.Symbol == symbol).ToList())
            {
                LeaveTicks(session, request);
                RefuseTicks(session, request, symbol, time);
            }
        }
    }

    void Restrict(GatewaySession session, int request, int symbol, DataPermission permission, long time)
    {
        var line = quotes[symbol].Find(q => q.Session == session && q.RequestId == request);
        if (line is null or { Delayed: true }) return;
        Tell(session, request, symbol, permission, time);
        if (permission == DataPermission.Part) quotes[symbol][quotes[symbol].IndexOf(line)] = line with { IsPart = true };
        else LeaveQuotes(session, request);
    }

    /// <summary>The code that goes with a permission that is not there, for quotes.</summary>
    public void Tell(GatewaySession session, int request, int symbol, DataPermission permission, long time)
    {
        var source = $"{contracts[symbol].Symbol} {contracts[symbol].PrimaryExchange}/TOP/ALL";
        var (code, text) = permission switch
        {
            DataPermission.NotForApi => (10089, $"Requested market data requires additional subscription for API. See link in 'Market Data Connections' dialog for more details.Delayed market data is available.{source}"),
            DataPermission.Part => (10090, $"Part of requested market data is not subscribed. Subscription-independent ticks are still active.Delayed market data is available.{source}"),
            _ => (354, "Requested market data is not subscribed."),
        };
        session.SendError(request, code, text, time);
    }

    public void RefuseBars(GatewaySession session, int request, int symbol, long time) =>
        session.SendError(request, 420, $"Invalid Real-time Query:No market data permissions for {contracts[symbol].PrimaryExchange} STK", time);

    public void RefuseTicks(GatewaySession session, int request, int symbol, long time) =>
        session.SendError(request, 10189, $"Failed to request tick-by-tick data:No market data permissions for {contracts[symbol].PrimaryExchange} STK", time);
}
