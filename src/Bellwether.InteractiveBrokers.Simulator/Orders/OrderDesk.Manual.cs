using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Manual orders: placed at the gateway, owned by client 0 once it binds them.</content>
sealed partial class OrderDesk
{
    /// <summary>The connection of client 0 that wants future manual orders bound.</summary>
    GatewaySession? binder;
    int lastBound;

    /// <returns>Permanent id.</returns>
    /// <exception cref="ArgumentException">The order would be refused.</exception>
    public long PlaceManual(ClientSeat seat, PlaceOrder request, long now)
    {
        if (Refusal(request, now, out var symbol, out var account) is { } no) throw new ArgumentException($"the manual order is refused with {no.Code}: {no.Text}", nameof(request));
        if (request.Order.ParentId != 0) throw new ArgumentException($"the manual order names the parent {request.Order.ParentId}; expected 0: it has no client whose order that could be", nameof(request));
        var order = new BrokerOrder(seat, 0, firstPermId + Orders.Count, symbol, account, request.Order) { IsManual = true };
        if (binder is { IsClosed: false }) Bind(order);
        Add(order, now);
        return order.PermId;
    }

    /// <summary>Client 0 wants manual orders, those of the future, bound to ids of its own; or no more.</summary>
    public void BindFutureManualOrders(GatewaySession session, bool bind) => binder = bind ? session : null;

    /// <summary>Binds the manual orders that there are: client 0 asked for its open orders.</summary>
    public void BindManualOrders()
    {
        foreach (var order in Orders.Where(o => o is { IsManual: true, OrderId: 0, IsDone: false })) Bind(order);
    }

    /// <summary>Numbers of bound orders are negative, so that they never meet the client's own.</summary>
    void Bind(BrokerOrder order)
    {
        order.Bind(--lastBound);
        order.Seat.Orders[order.OrderId] = order;
        if (order.Seat.Session is { } session && session.ServerVersion >= OrderBound.Since)
            session.Send(new OrderBound { PermId = order.PermId, ClientId = order.Seat.ClientId, OrderId = order.OrderId });
    }
}
