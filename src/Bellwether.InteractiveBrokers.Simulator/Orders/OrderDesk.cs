using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Takes orders, changes and cancels of clients to the venue. What the venue answers is the matter of <see cref="VenueReports"/>.</summary>
sealed partial class OrderDesk
{
    readonly GatewayOptions options;
    readonly SimulatedVenue venue;
    readonly ContractBook contracts;
    readonly AccountDesk accounts;
    readonly OrderReports reports;
    readonly OpenInterest interest;
    readonly SymbolConditions conditions;
    readonly TradingHours hours;
    readonly Dictionary<string, long> groups = [];
    /// <summary>Not transmitted yet, in order of arrival.</summary>
    readonly List<BrokerOrder> held = [];
    long firstPermId;

    /// <param name="start">Virtual start of the gateway: permanent ids differ between days, so that one account's history holds no number twice.</param>
    public OrderDesk(GatewayOptions options, SimulatedVenue venue, ContractBook contracts, AccountDesk accounts, OrderReports reports, SymbolConditions conditions, TradingHours hours, long start)
    {
        (this.options, this.venue, this.contracts, this.accounts, this.reports, this.conditions, this.hours) = (options, venue, contracts, accounts, reports, conditions, hours);
        interest = new OpenInterest(accounts);
        firstPermId = (start / (86_400 * EngineTime.Second) % 2_000 * 1_000_000) + 1;
    }

    /// <summary>Every order, by permanent id.</summary>
    public List<BrokerOrder> Orders { get; } = [];

    /// <summary>Transmitted orders that have not ended, by permanent id.</summary>
    public IEnumerable<BrokerOrder> Working => interest.Live().OrderBy(o => o.PermId);

    /// <summary>Transmitted orders by the venue's number, which counts from 1.</summary>
    public List<BrokerOrder> ByVenueId { get; } = [];

    /// <summary>Every execution, in order.</summary>
    public List<BrokerExecution> Executions { get; } = [];

    public void Place(GatewaySession session, ClientSeat seat, PlaceOrder request, long now)
    {
        // The id after the highest one is what nextValidId says, and 0 names no parent. Negative ids are those of bound manual orders, which may be changed.
        if (request.OrderId is 0 or int.MaxValue || (request.OrderId < 0 && !seat.Orders.ContainsKey(request.OrderId)))
        {
            session.SendError(request.OrderId, 10149, $"Invalid order id: {request.OrderId}. Expected 1 to {int.MaxValue - 1}", now);
            return;
        }
        if (Refusal(request, now, out var symbol, out var account) is { } no)
        {
            session.SendError(request.OrderId, no.Code, no.Text, now);
            return;
        }
        var terms = request.Order;
        if (terms.WhatIf)
        {
            Preview(session, request.OrderId, symbol, account, terms);
            return;
        }
        seat.NextOrderId = Math.Max(seat.NextOrderId, request.OrderId + 1);
        if (seat.Orders.TryGetValue(request.OrderId, out var known))
        {
            Change(session, known, symbol, account, terms, now);
            return;
        }
        BrokerOrder? parent = null;
        if (terms.ParentId != 0 && (!seat.Orders.TryGetValue(terms.ParentId, out parent) || (parent.IsDone && parent.Filled.IsZero)))
        {
            session.SendError(request.OrderId, 10006, $"Missing parent order: order {terms.ParentId} is not an order of this client that can have children", now);
            return;
        }
        Warn(session, request.OrderId, terms, now);
        var order = new BrokerOrder(seat, request.OrderId, firstPermId + Orders.Count, symbol, account, terms) { Parent = parent };
        seat.Orders[request.OrderId] = order;
        Add(order, now);
    }

    /// <summary>Why a gateway does not take the order at all: validation, which leaves no trace of it.</summary>
    (int Code, string Text)? Refusal(PlaceOrder request, long now, out int symbol, out SimulatedAccount account)
    {
        account = accounts.Find("")!;
        symbol = contracts.Find(request.Contract);
        if (symbol < 0) return (200, "No security definition has been found for the request");
        var terms = request.Order;
        if (OrderCheck.Refusal(terms, contracts.Ticks(symbol), now) is { } refusal) return refusal;
        if (accounts.IsBeyondMeasure(symbol, terms.TotalQuantity))
            return (383, $"The order size of {terms.TotalQuantity} exceeds the Size Limit: an order may be worth {AccountDesk.LargestOrder:0} dollars at most");
        if (terms.Account.Length == 0 && accounts.AreMany) return (435, "You must specify an account.");
        if (accounts.Find(terms.Account) is not { } found) return (321, $"Error validating request.-'bW' : cause - The account code {OrderCheck.Clip(terms.Account)} is not one of this login");
        account = found;
        return null;
    }

    /// <summary>Notices on an order that is taken.</summary>
    static void Warn(GatewaySession session, int orderId, Order terms, long now)
    {
        if (terms.OutsideRth && !VenueTerms.MayTradeOutsideHours(terms))
            session.SendError(orderId, 2109, "Order Event Warning: Attribute 'Outside Regular Trading Hours' is ignored based on the order type and destination. PlaceOrder is now being processed.", now);
        if (IsWithoutZone(terms.Tif == "GTD" ? terms.GoodTillDate : "", now) || IsWithoutZone(terms.GoodAfterTime, now))
            session.SendError(orderId, 2174, "Warning: You submitted request with date-time attributes without explicit time zone. Please switch to use yyyymmdd-hh:mm:ss in UTC or use instrument timezone, like US/Eastern.", now);
    }

    static bool IsWithoutZone(string text, long now) => text.Length > 0 && OrderTime.TryParse(text, now, out _, out var zoneMissing) && zoneMissing;

    void Add(BrokerOrder order, long now)
    {
        Complete(order);
        Orders.Add(order);
        held.Add(order);
        if (order.Terms.Transmit) Transmit(order, now);
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
        if (!VenueTerms.MayTradeOutsideHours(terms)) terms.OutsideRth = false;
        terms.LmtPrice ??= 0;
        terms.AuxPrice ??= 0;
        terms.ClearingIntent = "IB";
        terms.DeltaNeutral.OrderType = "None";
        terms.Adjusted.OrderType = "None";
    }

    /// <summary>Echoes of a trailing order say where its stop is.</summary>
    public void Refresh(BrokerOrder order)
    {
        if (order.IsTransmitted && order.Terms.OrderType is "TRAIL" or "TRAIL LIMIT" && venue.StopPriceOf(order.VenueId) is var stop && stop > Price.Zero)
            order.Terms.TrailStopPrice = stop.ToDouble();
    }

    void Preview(GatewaySession session, int orderId, int symbol, SimulatedAccount account, Order terms)
    {
        var order = new BrokerOrder(session.Seat!, orderId, 0, symbol, account, terms);
        Complete(terms, order);
        var refused = MarginRefusal(order, order.Quantity);
        var margins = accounts.WhatIf(account, symbol, order.Side, order.Quantity);
        session.Send(new OpenOrder
        {
            OrderId = orderId,
            Contract = contracts[symbol],
            Order = terms,
            State = new OrderState
            {
                Status = refused is null ? OrderStatusKind.PreSubmitted : OrderStatusKind.Inactive,
                InitMarginBefore = margins.InitialBefore.ToDouble(), MaintMarginBefore = margins.MaintenanceBefore.ToDouble(), EquityWithLoanBefore = margins.Equity.ToDouble(),
                InitMarginChange = (margins.InitialAfter - margins.InitialBefore).ToDouble(), MaintMarginChange = (margins.MaintenanceAfter - margins.MaintenanceBefore).ToDouble(),
                EquityWithLoanChange = (margins.EquityAfter - margins.Equity).ToDouble(),
                InitMarginAfter = margins.InitialAfter.ToDouble(), MaintMarginAfter = margins.MaintenanceAfter.ToDouble(), EquityWithLoanAfter = margins.EquityAfter.ToDouble(),
                Commission = margins.Commission.ToDouble(), CommissionCurrency = "USD",
                WarningText = refused ?? "",
            },
        });
    }
}
