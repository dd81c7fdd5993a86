using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Turns what happened at the venue into the frames that a gateway sends, in its order, and books executions.</summary>
sealed class VenueReports(
    GatewayOptions options, SimulatedVenue venue, OrderDesk desk, OrderReports reports, AccountDesk accounts, ContractBook contracts, List<GatewaySession> sessions)
{
    /// <summary>Every execution, in order.</summary>
    public List<BrokerExecution> Executions => desk.Executions;

    /// <summary>Events of the venue that were taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>Takes all events of the venue.</summary>
    public void Drain()
    {
        while (venue.TryTake(out var happened))
        {
            Taken++;
            On(happened);
        }
    }

    void On(in VenueEvent happened)
    {
        var order = desk.ByVenueId[(int)happened.Order - 1];
        switch (happened.Kind)
        {
            case VenueEventKind.Accepted: OnAccepted(order, happened.Time); break;
            case VenueEventKind.Held: OnHeld(order, happened.Reason); break;
            case VenueEventKind.Working: OnWorking(order); break;
            case VenueEventKind.Triggered:
                order.Triggered = true;
                order.Status = order.Status == OrderStatusKind.PendingCancel ? order.Status : OrderStatusKind.Submitted;
                order.WhyHeld = "";
                desk.Refresh(order);
                reports.OpenOrderAndStatus(order);
                break;
            case VenueEventKind.Execution: OnExecution(order, happened); break;
            case VenueEventKind.Reduced:
                order.Terms.TotalQuantity = AccountDesk.Shares(happened.Quantity);
                reports.OpenOrderAndStatus(order);
                break;
            case VenueEventKind.Modified:
                order.Adopt(order.Changes.Dequeue());
                desk.Refresh(order);
                reports.OpenOrderAndStatus(order);
                break;
            case VenueEventKind.ModifyRejected: OnModifyRejected(order, happened); break;
            case VenueEventKind.CancelPending:
                order.Status = OrderStatusKind.PendingCancel;
                reports.Status(order);
                break;
            case VenueEventKind.CancelRejected:
                if (!order.IsDone) order.Status = OrderStatusKind.Submitted;
                (order.Canceller ?? order.Listener)?.SendError(order.OrderId, 10148, $"OrderId {order.OrderId} that needs to be cancelled cannot be cancelled, state: {order.Status}.", happened.Time);
                break;
            case VenueEventKind.Cancelled: OnCancelled(order, happened); break;
            case VenueEventKind.Rejected:
                order.End(OrderStatusKind.Inactive, "Rejected", happened.Time);
                reports.OpenOrderAndStatus(order);
                Error(order, 201, $"Order rejected - reason:{happened.Reason}", happened.Time);
                break;
            default: throw new InvalidOperationException($"venue event {happened.Kind} is unknown to the gateway");
        }
    }

    void OnAccepted(BrokerOrder order, long now)
    {
        order.Status = OrderStatusKind.PreSubmitted;
        var trigger = order.WaitsForTrigger;
        order.WhyHeld = order.WaitsForShares ? "locate" : order.Parent is null ? trigger ? "trigger" : "" : trigger ? "child,trigger" : "child";
        if (order.WaitsForShares)
            Error(order, 404, $"Order held while securities are located.\n{order.Terms.Action} {order.Terms.TotalQuantity} {contracts[order.Symbol].Symbol}: shares to sell short are not available now", now);
        if (order.Parent is null && NextMarket(order, now) is { } opening) Error(order, 399, OutsideHours(order, opening), now);
        reports.OpenOrderAndStatus(order);
    }

    /// <summary>The shares are there, but the market is closed.</summary>
    void OnHeld(BrokerOrder order, VenueReason reason)
    {
        if (order.WhyHeld != "locate" || reason == VenueReason.Locate) return;
        order.WhyHeld = order.WaitsForTrigger ? "trigger" : "";
        reports.Status(order);
    }

    /// <summary>A stop waits at the broker for its trigger; everything else is at the exchange now.</summary>
    void OnWorking(BrokerOrder order)
    {
        var trigger = order.WaitsForTrigger;
        if (trigger && order.WhyHeld == "trigger") return;
        order.WhyHeld = trigger ? "trigger" : "";
        if (order.Status == OrderStatusKind.PreSubmitted && !trigger) order.Status = OrderStatusKind.Submitted;
        for (var times = options.UsualDuplicates ? 2 : 1; times > 0; times--)
        {
            if (order.Parent is null) reports.OpenOrderAndStatus(order);
            else reports.Status(order);
        }
    }

    void OnCancelled(BrokerOrder order, in VenueEvent happened)
    {
        // Gone before it was acknowledged, with its group or its parent: the client has not seen it yet.
        if (order.Status == OrderStatusKind.PendingSubmit) reports.OpenOrder(order);
        switch (happened.Reason)
        {
            case VenueReason.NotWhole:
                order.End(OrderStatusKind.Inactive, "Cancelled by System", happened.Time);
                reports.Status(order);
                return;
            case VenueReason.NotImmediate:
                order.Status = OrderStatusKind.PendingCancel;
                reports.Status(order);
                order.End(OrderStatusKind.Cancelled, "Cancelled by System", happened.Time);
                reports.Status(order);
                return;
            default:
                order.End(OrderStatusKind.Cancelled, happened.Reason == VenueReason.Requested ? "Cancelled by Trader" : "Cancelled by System", happened.Time);
                reports.Status(order);
                Error(order, 202, "Order Canceled - reason:", happened.Time);
                if (order.Canceller is not { } canceller) return;
                OrderReports.StatusToCanceller(canceller, order);
                canceller.SendError(order.OrderId, 202, "Order Canceled - reason:", happened.Time);
                return;
        }
    }

    void OnExecution(BrokerOrder order, in VenueEvent happened)
    {
        order.Execute(happened.Quantity, happened.Price);
        var realized = order.Account.Execute(order.Symbol, order.Side, happened.Quantity, happened.Price, happened.Commission);
        var number = Executions.Count + 1;
        var execution = new BrokerExecution(
            order, string.Create(CultureInfo.InvariantCulture, $"0000e0d5.{happened.Time / EngineTime.Second:x8}.{number:x2}.01"), happened.Time, order.Side,
            happened.Quantity, happened.Price, order.Filled, order.AveragePrice, happened.Commission, realized) { AddedLiquidity = happened.AddedLiquidity };
        order.Commission += happened.Commission;
        Executions.Add(execution);
        reports.Execution(execution);
        order.WhyHeld = "";
        if (happened.Remaining.IsZero)
        {
            order.End(OrderStatusKind.Filled, $"Filled Size: {AccountDesk.Shares(order.Filled)}", happened.Time);
            reports.OpenOrderAndStatus(order);
            if (options.UsualDuplicates) reports.FilledAgain(order);
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

    /// <summary>The opening that the order has to wait for, or null when its market is open. Nanoseconds since the Unix epoch.</summary>
    long? NextMarket(BrokerOrder order, long now)
    {
        var outside = order.Terms.OutsideRth;
        var opening = order.Terms.Tif == "OPG";
        if (!opening && (venue.IsOpen || (outside && venue.IsExtended))) return null;
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(now));
        if (session.OpenNanoseconds <= now && (opening || outside)) session = ExchangeCalendar.NewYork.NextSession(session.Date);
        return outside ? EngineTime.From(session.ExtendedOpen) : session.OpenNanoseconds;
    }

    string OutsideHours(BrokerOrder order, long opening)
    {
        var contract = contracts[order.Symbol];
        return $"Order Message:\n{order.Terms.Action} {order.Terms.TotalQuantity} {contract.Symbol} {contract.PrimaryExchange}\nWarning: Your order will not be placed at the exchange until {GatewayTime.Text(opening)}";
    }

    static void Error(BrokerOrder order, int code, string text, long now) => order.Listener?.SendError(order.OrderId, code, text, now);
}
