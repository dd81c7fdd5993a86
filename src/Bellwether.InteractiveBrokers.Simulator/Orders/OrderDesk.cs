using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Takes orders, changes and cancels of clients to the venue. What the venue answers is the matter of <see cref="VenueReports"/>.</summary>
sealed class OrderDesk
{
    readonly GatewayOptions options;
    readonly SimulatedVenue venue;
    readonly ContractBook contracts;
    readonly AccountDesk accounts;
    readonly OrderReports reports;
    readonly Dictionary<string, long> groups = [];
    readonly long firstPermId;

    /// <param name="start">Virtual start of the gateway: permanent ids differ between days, so that one account's history holds no number twice.</param>
    public OrderDesk(GatewayOptions options, SimulatedVenue venue, ContractBook contracts, AccountDesk accounts, OrderReports reports, long start)
    {
        (this.options, this.venue, this.contracts, this.accounts, this.reports) = (options, venue, contracts, accounts, reports);
        firstPermId = (start / (86_400 * EngineTime.Second) % 2_000 * 1_000_000) + 1;
    }

    /// <summary>Every order, by permanent id.</summary>
    public List<BrokerOrder> Orders { get; } = [];

    /// <summary>Transmitted orders by the venue's number, which counts from 1.</summary>
    public List<BrokerOrder> ByVenueId { get; } = [];

    public void Place(GatewaySession session, ClientSeat seat, PlaceOrder request, long now)
    {
        // The id after the highest one is what nextValidId says, and 0 names no parent.
        if (request.OrderId is <= 0 or int.MaxValue)
        {
            session.SendError(request.OrderId, 10149, $"Invalid order id: {request.OrderId}. Expected 1 to {int.MaxValue - 1}", now);
            return;
        }
        var symbol = contracts.Find(request.Contract);
        if (symbol < 0)
        {
            session.SendError(request.OrderId, 200, "No security definition has been found for the request", now);
            return;
        }
        var terms = request.Order;
        var refusal = OrderCheck.Refusal(terms, contracts.Ticks(symbol));
        var account = accounts.Find(terms.Account);
        if (refusal is null && accounts.IsBeyondMeasure(symbol, terms.TotalQuantity))
            refusal = (383, $"The order size of {terms.TotalQuantity} exceeds the Size Limit: an order may be worth {AccountDesk.LargestOrder:0} dollars at most");
        if (refusal is null && account is null) refusal = (321, $"Error validating request.-'bW' : cause - The account code {terms.Account} is not one of this login");
        if (refusal is { } no)
        {
            session.SendError(request.OrderId, no.Code, no.Text, now);
            return;
        }
        if (terms.WhatIf)
        {
            Preview(session, request.OrderId, symbol, account!, terms);
            return;
        }
        seat.NextOrderId = Math.Max(seat.NextOrderId, request.OrderId + 1);
        if (seat.Orders.TryGetValue(request.OrderId, out var known) && known.IsTransmitted)
        {
            Modify(session, known, symbol, terms, now);
            return;
        }
        if (known is not null && known.IsDone)
        {
            session.SendError(request.OrderId, 103, "Duplicate order id", now);
            return;
        }
        if (known is not null)
        {
            if (symbol != known.Symbol || terms.ParentId != known.Terms.ParentId)
            {
                session.SendError(request.OrderId, 105, "Order being modified does not match original order", now);
                return;
            }
            known.Adopt(terms);
            Complete(known);
            if (terms.Transmit) Transmit(known, now);
            return;
        }
        BrokerOrder? parent = null;
        if (terms.ParentId != 0 && (!seat.Orders.TryGetValue(terms.ParentId, out parent) || (parent.IsDone && parent.Filled.IsZero)))
        {
            session.SendError(request.OrderId, 10006, $"Missing parent order: order {terms.ParentId} is not an order of this client that can have children", now);
            return;
        }
        var order = new BrokerOrder(seat, request.OrderId, firstPermId + Orders.Count, symbol, account!, terms) { Parent = parent };
        Complete(order);
        Orders.Add(order);
        seat.Orders[request.OrderId] = order;
        if (terms.Transmit) Transmit(order, now);
    }

    public void Cancel(GatewaySession session, ClientSeat seat, int orderId, long now)
    {
        if (!seat.Orders.TryGetValue(orderId, out var order))
            session.SendError(orderId, 10147, $"OrderId {orderId} that needs to be cancelled is not found.", now);
        else if (order.IsDone)
            session.SendError(orderId, 10148, $"OrderId {orderId} that needs to be cancelled cannot be cancelled, state: {order.Status}.", now);
        else if (order.Status == OrderStatusKind.PendingCancel)
            session.SendError(orderId, 161, $"Cancel attempted when order is not in a cancellable state.  Order permId ={order.PermId}", now);
        else
            Cancel(order, now);
    }

    public void CancelAll(long now)
    {
        foreach (var order in Orders.Where(o => !o.IsDone && o.Status != OrderStatusKind.PendingCancel).ToList()) Cancel(order, now);
    }

    void Cancel(BrokerOrder order, long now)
    {
        if (order.IsTransmitted)
        {
            venue.Cancel(order.VenueId);
            return;
        }
        // Never left the gateway: gone at once, and with it the children that wait for it.
        order.Status = OrderStatusKind.ApiCancelled;
        reports.Status(order);
        order.Seat.Session?.SendError(order.OrderId, 202, "Order Canceled - reason:", now);
        foreach (var child in Orders.Where(o => o.Parent == order && !o.IsTransmitted && !o.IsDone).ToList()) Cancel(child, now);
    }

    void Modify(GatewaySession session, BrokerOrder order, int symbol, Order terms, long now)
    {
        if (order.IsDone)
        {
            session.SendError(order.OrderId, 103, "Duplicate order id", now);
            return;
        }
        if (symbol != order.Symbol || SideOf(terms) != order.Side)
        {
            session.SendError(order.OrderId, 105, "Order being modified does not match original order", now);
            return;
        }
        if (terms.OrderType != order.Terms.OrderType)
        {
            session.SendError(order.OrderId, 329, $"Order modify failed. Cannot change to the new order type.{terms.OrderType}", now);
            return;
        }
        var quantity = Quantity.FromDecimal(terms.TotalQuantity);
        if (quantity > order.Quantity && MarginRefusal(order, quantity - order.Filled) is { } reason)
        {
            session.SendError(order.OrderId, 201, "Order rejected - reason:" + reason, now);
            return;
        }
        // A change cannot move an order between brackets and groups.
        (terms.ParentId, terms.OcaGroup, terms.OcaType) = (order.Terms.ParentId, order.Terms.OcaGroup, order.Terms.OcaType);
        Complete(terms, order);
        order.Changes.Enqueue(terms);
        venue.Modify(order.VenueId, BrokerOrder.ToVenue(symbol, terms));
    }

    /// <summary>Sends an order to the venue; of a bracket, parent and children that were held back go first, in the order in which they came.</summary>
    void Transmit(BrokerOrder order, long now)
    {
        if (order.Parent is { } parent)
            foreach (var held in Orders.Where(o => (o == parent || o.Parent == parent) && o != order && !o.IsTransmitted && !o.IsDone).ToList()) Send(held, now);
        Send(order, now);
    }

    void Send(BrokerOrder order, long now)
    {
        if (MarginRefusal(order, order.Quantity) is { } reason)
        {
            Reject(order, reason, now);
            return;
        }
        if (order.Parent is { IsTransmitted: false })
        {
            Reject(order, "The parent order was rejected", now);
            return;
        }
        ByVenueId.Add(order);
        order.VenueId = ByVenueId.Count;
        var group = order.Terms.OcaGroup.Length == 0 ? 0 : GroupNumber(order);
        var type = group == 0 ? OcaType.None : (OcaType)order.Terms.OcaType;
        venue.Submit(new VenueOrder(order.VenueId, order.VenueTerms, order.Parent?.VenueId ?? 0, group, type));
    }

    /// <summary>What a child closes of its parent's shares needs no buying power.</summary>
    string? MarginRefusal(BrokerOrder order, Quantity shares)
    {
        if (order.Parent is { } parent && parent.Side != order.Side) shares -= parent.Quantity;
        return shares > Quantity.Zero ? accounts.MarginRefusal(order.Account, order.Symbol, order.Side, shares) : null;
    }

    void Reject(BrokerOrder order, string reason, long now)
    {
        order.Status = OrderStatusKind.Inactive;
        reports.OpenOrderAndStatus(order);
        order.Seat.Session?.SendError(order.OrderId, 201, "Order rejected - reason:" + reason, now);
    }

    /// <summary>A name counts within its account.</summary>
    long GroupNumber(BrokerOrder order)
    {
        var key = order.Account.Number + '/' + order.Terms.OcaGroup;
        if (!groups.TryGetValue(key, out var number)) groups.Add(key, number = groups.Count + 1);
        return number;
    }

    /// <summary>Fills in what a gateway echoes although the client left it open.</summary>
    void Complete(BrokerOrder order)
    {
        if (order.Parent is { } parent && order.Terms.OcaGroup.Length == 0)
        {
            order.Terms.OcaGroup = parent.PermId.ToString(System.Globalization.CultureInfo.InvariantCulture);
            order.Terms.OcaType = (int)options.BracketOcaType;
        }
        Complete(order.Terms, order);
    }

    static void Complete(Order terms, BrokerOrder order)
    {
        terms.PermId = order.PermId;
        terms.ClientId = order.Seat.ClientId;
        terms.Account = order.Account.Number;
        if (terms.Tif.Length == 0) terms.Tif = "DAY";
        if (terms.Action == "SSHORT") terms.Action = "SELL";
        if (terms.OcaType == 0) terms.OcaType = 3;
        terms.LmtPrice ??= 0;
        terms.AuxPrice ??= 0;
        terms.ClearingIntent = "IB";
        terms.DeltaNeutral.OrderType = "None";
        terms.Adjusted.OrderType = "None";
    }

    void Preview(GatewaySession session, int orderId, int symbol, SimulatedAccount account, Order terms)
    {
        var order = new BrokerOrder(session.Seat!, orderId, 0, symbol, account, terms);
        Complete(terms, order);
        var refused = accounts.MarginRefusal(account, symbol, order.Side, order.Quantity);
        var (equity, before, after, value) = accounts.Margins(account, symbol, order.Side, order.Quantity);
        session.Send(new OpenOrder
        {
            OrderId = orderId,
            Contract = contracts[symbol],
            Order = terms,
            State = new OrderState
            {
                Status = refused is null ? OrderStatusKind.PreSubmitted : OrderStatusKind.Inactive,
                InitMarginBefore = before, MaintMarginBefore = before, EquityWithLoanBefore = equity,
                InitMarginChange = after - before, MaintMarginChange = after - before, EquityWithLoanChange = 0,
                InitMarginAfter = after, MaintMarginAfter = after, EquityWithLoanAfter = equity,
                Commission = options.Fees.Total(order.Quantity, value).ToDouble(), CommissionCurrency = "USD",
                WarningText = refused ?? "",
            },
        });
    }

    static Side SideOf(Order terms) => terms.Action == "BUY" ? Side.Buy : Side.Sell;
}
