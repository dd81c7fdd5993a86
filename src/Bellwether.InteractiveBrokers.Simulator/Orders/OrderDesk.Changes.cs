using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>A second placeOrder for an id, and cancels.</content>
sealed partial class OrderDesk
{
    public void Cancel(GatewaySession session, ClientSeat seat, int orderId, long now)
    {
        if ((seat.Orders.GetValueOrDefault(orderId) ?? OfAnotherClient(seat, orderId)) is not { } order)
        {
            session.SendError(orderId, 10147, $"OrderId {orderId} that needs to be cancelled is not found.", now);
            return;
        }
        if (order.IsDone)
            session.SendError(orderId, 10148, $"OrderId {orderId} that needs to be cancelled cannot be cancelled, state: {order.Status}.", now);
        else if (order.Status == OrderStatusKind.PendingCancel || (order.IsTransmitted && IsPastCutOff(order.Terms, now)))
            session.SendError(orderId, 161, $"Cancel attempted when order is not in a cancellable state.  Order permId ={order.PermId}", now);
        else
        {
            order.Canceller = order.Seat == seat ? null : session;
            Cancel(order, now);
        }
    }

    public void CancelAll(long now)
    {
        foreach (var order in Orders.Where(o => !o.IsDone && o.Status != OrderStatusKind.PendingCancel).ToList())
        {
            // A child that was held back may have gone with its parent by now.
            if (!order.IsDone && !(order.IsTransmitted && IsPastCutOff(order.Terms, now))) Cancel(order, now);
        }
    }

    /// <summary>A working order of another client with that id, if there is exactly one: gateways were seen to let it be cancelled.</summary>
    BrokerOrder? OfAnotherClient(ClientSeat seat, int orderId)
    {
        var found = interest.Live().Where(o => o.OrderId == orderId && o.Seat != seat && orderId != 0).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    void Cancel(BrokerOrder order, long now)
    {
        if (order.IsTransmitted)
        {
            venue.Cancel(order.VenueId);
            return;
        }
        // Never left the gateway: gone at once, and with it the children that wait for it.
        order.End(OrderStatusKind.ApiCancelled, "Cancelled by Trader", now);
        held.Remove(order);
        reports.Status(order);
        order.Listener?.SendError(order.OrderId, 202, "Order Canceled - reason:", now);
        foreach (var child in held.Where(o => o.Parent == order).ToList()) Cancel(child, now);
    }

    void Change(GatewaySession session, BrokerOrder order, int symbol, SimulatedAccount account, Order terms, long now)
    {
        if (order.IsDone)
        {
            session.SendError(order.OrderId, 103, "Duplicate order id", now);
            return;
        }
        if (symbol != order.Symbol || account != order.Account || (order.IsTransmitted ? SideOf(terms) != order.Side : terms.ParentId != order.Terms.ParentId))
        {
            session.SendError(order.OrderId, 105, "Order being modified does not match original order", now);
            return;
        }
        if (order.IsTransmitted)
        {
            Modify(session, order, terms, now);
            return;
        }
        Warn(session, order.OrderId, terms, now);
        order.Adopt(terms);
        Complete(order);
        if (terms.Transmit) Transmit(order, now);
    }

    void Modify(GatewaySession session, BrokerOrder order, Order terms, long now)
    {
        var before = order.Changes.Count > 0 ? order.Changes.Last() : order.Terms;
        var refusal = OrderCheck.ChangeRefusal(terms, before);
        if (refusal is null && IsPastCutOff(order.Terms, now)) refusal = (105, "Order being modified does not match original order: its auction is about to begin");
        var quantity = Quantity.FromDecimal(terms.TotalQuantity);
        if (refusal is null && quantity > order.Quantity && MarginRefusal(order, quantity - order.Filled) is { } reason) refusal = (201, "Order rejected - reason:" + reason);
        if (refusal is { } no)
        {
            session.SendError(order.OrderId, no.Code, no.Text, now);
            return;
        }
        Warn(session, order.OrderId, terms, now);
        // A change cannot move an order between brackets and groups.
        (terms.ParentId, terms.OcaGroup, terms.OcaType) = (order.Terms.ParentId, order.Terms.OcaGroup, order.Terms.OcaType);
        Complete(terms, order);
        order.Changes.Enqueue(terms);
        venue.Modify(order.VenueId, VenueTerms.Of(order.Symbol, terms), VenueTerms.Instructions(terms, now));
    }

    static Side SideOf(Order terms) => terms.Action == "BUY" ? Side.Buy : Side.Sell;
}
