using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Turns what happened at the venue into the frames that a gateway sends, in its order, and books executions.</summary>
sealed class VenueReports(SimulatedVenue venue, OrderDesk desk, OrderReports reports, AccountDesk accounts, ContractBook contracts, List<GatewaySession> sessions)
{
    /// <summary>Every execution, in order.</summary>
    public List<BrokerExecution> Executions { get; } = [];

    /// <summary>Takes all events of the venue.</summary>
    public void Drain()
    {
        while (venue.TryTake(out var happened)) On(happened);
    }

    void On(in VenueEvent happened)
    {
        var order = desk.ByVenueId[(int)happened.Order - 1];
        switch (happened.Kind)
        {
            case VenueEventKind.Accepted: OnAccepted(order, happened.Time); break;
            case VenueEventKind.Held: break;
            case VenueEventKind.Working: OnWorking(order); break;
            case VenueEventKind.Triggered:
                order.Status = order.Status == OrderStatusKind.PendingCancel ? order.Status : OrderStatusKind.Submitted;
                order.WhyHeld = "";
                reports.OpenOrderAndStatus(order);
                break;
            case VenueEventKind.Execution: OnExecution(order, happened); break;
            case VenueEventKind.Reduced:
                order.Terms.TotalQuantity = AccountDesk.Shares(happened.Quantity);
                reports.OpenOrderAndStatus(order);
                break;
            case VenueEventKind.Modified:
                order.Adopt(order.Changes.Dequeue());
                reports.OpenOrderAndStatus(order);
                break;
            case VenueEventKind.ModifyRejected: OnModifyRejected(order, happened); break;
            case VenueEventKind.CancelPending:
                order.Status = OrderStatusKind.PendingCancel;
                reports.Status(order);
                break;
            case VenueEventKind.CancelRejected:
                if (!order.IsDone) order.Status = OrderStatusKind.Submitted;
                Error(order, 10148, $"OrderId {order.OrderId} that needs to be cancelled cannot be cancelled, state: {order.Status}.", happened.Time);
                break;
            case VenueEventKind.Cancelled:
                order.Status = OrderStatusKind.Cancelled;
                order.WhyHeld = "";
                reports.Status(order);
                Error(order, 202, "Order Canceled - reason:", happened.Time);
                break;
            case VenueEventKind.Rejected:
                order.Status = OrderStatusKind.Inactive;
                reports.OpenOrderAndStatus(order);
                Error(order, 201, $"Order rejected - reason:{happened.Reason}", happened.Time);
                break;
            default: throw new InvalidOperationException($"venue event {happened.Kind} is unknown to the gateway");
        }
    }

    void OnAccepted(BrokerOrder order, long now)
    {
        order.Status = OrderStatusKind.PreSubmitted;
        var stop = order.Terms.OrderType == "STP";
        order.WhyHeld = order.Parent is null ? stop ? "trigger" : "" : stop ? "child,trigger" : "child";
        if (!venue.IsOpen && order.Parent is null) Error(order, 399, OutsideHours(order, now), now);
        reports.OpenOrderAndStatus(order);
    }

    /// <summary>A stop waits at the broker for its trigger; everything else is at the exchange now.</summary>
    void OnWorking(BrokerOrder order)
    {
        var stop = order.Terms.OrderType == "STP";
        if (stop && order.Parent is null) return;
        order.WhyHeld = stop ? "trigger" : "";
        if (order.Status == OrderStatusKind.PreSubmitted && !stop) order.Status = OrderStatusKind.Submitted;
        if (order.Parent is null) reports.OpenOrderAndStatus(order);
        else reports.Status(order);
    }

    void OnExecution(BrokerOrder order, in VenueEvent happened)
    {
        order.Execute(happened.Quantity, happened.Price);
        var realized = order.Account.Execute(order.Symbol, order.Side, happened.Quantity, happened.Price, happened.Commission);
        var number = Executions.Count + 1;
        var execution = new BrokerExecution(
            order, string.Create(CultureInfo.InvariantCulture, $"0000e0d5.{happened.Time / EngineTime.Second:x8}.{number:x2}.01"), happened.Time, order.Side,
            happened.Quantity, happened.Price, order.Filled, order.AveragePrice, happened.Commission, realized);
        Executions.Add(execution);
        reports.Execution(execution);
        order.WhyHeld = "";
        if (happened.Remaining.IsZero)
        {
            order.Status = OrderStatusKind.Filled;
            reports.OpenOrderAndStatus(order);
        }
        else
        {
            if (order.Status != OrderStatusKind.PendingCancel) order.Status = OrderStatusKind.Submitted;
            reports.Status(order);
        }
        reports.Commission(execution);
        accounts.OnExecution(order.Account, order.Symbol, sessions, happened.Time);
    }

    static void OnModifyRejected(BrokerOrder order, in VenueEvent happened)
    {
        order.Changes.Dequeue();
        var (code, text) = happened.Reason switch
        {
            VenueReason.AlreadyDone when order.Status == OrderStatusKind.Filled => (104, "Cannot modify a filled order."),
            VenueReason.AlreadyDone => (10148, $"OrderId {order.OrderId} that needs to be modified cannot be modified, state: {order.Status}."),
            VenueReason.InvalidQuantity => (201, "Order rejected - reason:The new quantity is not above what is already executed"),
            _ => (105, "Order being modified does not match original order"),
        };
        Error(order, code, text, happened.Time);
    }

    string OutsideHours(BrokerOrder order, long now)
    {
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(now));
        var contract = contracts[order.Symbol];
        return $"Order Message:\n{order.Terms.Action} {order.Terms.TotalQuantity} {contract.Symbol} {contract.PrimaryExchange}\nWarning: Your order will not be placed at the exchange until {GatewayTime.Text(session.OpenNanoseconds)}";
    }

    static void Error(BrokerOrder order, int code, string text, long now) => order.Seat.Session?.SendError(order.OrderId, code, text, now);
}
