using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Orders and executions.</content>
sealed partial class RequestDesk
{
    /// <summary>More days than any run of the gateway lasts; dates stay in range.</summary>
    const int LongestExecutionDays = 3_660;

    public void On(PlaceOrder m) => orders.Place(session, seat, m, now);

    public void On(CancelOrder m) => orders.Cancel(session, seat, m.OrderId, now);

    public void On(ReqGlobalCancel m) => orders.CancelAll(now);

    public void On(in ReqOpenOrders m)
    {
        if (seat.ClientId == 0) orders.BindManualOrders();
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
        if (seat.ClientId == 0) orders.BindFutureManualOrders(session, m.AutoBind);
        else if (m.AutoBind) Error(-1, 327, "Only the default client (i.e 0) can auto bind orders");
    }

    public void On(in ReqCompletedOrders m)
    {
        var midnight = GatewayTime.Midnight(GatewayTime.DateOf(now));
        var apiOnly = m.ApiOnly;
        foreach (var order in orders.Orders.Where(o => o.IsDone && o.EndedAt >= midnight && !(apiOnly && o.IsManual)).OrderBy(o => o.EndedAt)) reports.Completed(session, order);
        session.Send(new CompletedOrdersEnd());
    }

    public void On(ReqExecutions m)
    {
        // Days that are named count whenever they were; else it is the last days, and without a number today.
        var from = m.SpecificDates.Length > 0 && m.LastNDays is null ? long.MinValue : GatewayTime.Midnight(GatewayTime.DateOf(now).PlusDays(m.LastNDays is { } days and > 0 ? 1 - Math.Min(days, LongestExecutionDays) : 0));
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

    bool SendOpenOrders(GatewaySession to, ClientSeat? of)
    {
        var any = false;
        foreach (var order in orders.Working)
        {
            if (of is not null && order.Seat != of) continue;
            orders.Refresh(order);
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
}
