using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Writes what there is to say of an order to the client it belongs to; says it twice when the fault plan wants that.</summary>
sealed class OrderReports(ContractBook contracts, FaultPlan faults, FaultInjector? injector = null)
{
    SplitMix64 random = SplitMix64.For(faults.Seed, 0x4455504C);

    public void OpenOrderAndStatus(BrokerOrder order)
    {
        OpenOrder(order);
        Status(order);
    }

    public void OpenOrder(BrokerOrder order) => Report(order.Listener, OpenOrderOf(order));

    public void Status(BrokerOrder order) => Report(order.Listener, StatusOf(order));

    public void Execution(BrokerExecution execution)
    {
        if (execution.Order.Listener is { } session) Report(session, execution.Details(-1, contracts[execution.Order.Symbol], session.ServerVersion));
    }

    public void Commission(BrokerExecution execution) => Report(execution.Order.Listener, execution.CommissionReport());

    /// <summary>A filled order again, now with what it cost.</summary>
    public void FilledAgain(BrokerOrder order)
    {
        var open = OpenOrderOf(order);
        (open.State.Commission, open.State.CommissionCurrency) = (order.Commission.ToDouble(), "USD");
        Report(order.Listener, open);
        Status(order);
    }

    /// <summary>The state, to another client that has cancelled the order: under that client's id, as a gateway was seen to do.</summary>
    public static void StatusToCanceller(GatewaySession session, BrokerOrder order) => session.Send(StatusOf(order) with { ClientId = session.ClientId ?? 0 });

    /// <summary>A finished order, to a connection that asked for them.</summary>
    public void Completed(GatewaySession session, BrokerOrder order)
    {
        var (terms, quantity) = (order.Terms, order.Terms.TotalQuantity);
        terms.FilledQuantity = AccountDesk.Shares(order.Filled);
        terms.ParentPermId = order.Parent?.PermId;
        // A gateway prints no quantity for a filled order, only what was filled.
        if (order.Status == OrderStatusKind.Filled) terms.TotalQuantity = 0;
        session.Send(new CompletedOrder
        {
            Contract = contracts[order.Symbol], Order = terms, Status = order.Status == OrderStatusKind.ApiCancelled ? OrderStatusKind.Cancelled : order.Status,
            CompletedTime = GatewayTime.Text(order.EndedAt), CompletedStatus = order.EndedAs,
        });
        terms.TotalQuantity = quantity;
    }

    /// <summary>The pair, to a connection that asked for it.</summary>
    public void Snapshot(GatewaySession session, BrokerOrder order)
    {
        session.Send(OpenOrderOf(order));
        session.Send(StatusOf(order));
    }

    OpenOrder OpenOrderOf(BrokerOrder order) => new()
    {
        OrderId = order.OrderId, Contract = contracts[order.Symbol], Order = order.Terms, State = new OrderState { Status = order.Status },
    };

    static OrderStatus StatusOf(BrokerOrder order) => new()
    {
        OrderId = order.OrderId,
        Status = order.Status,
        Filled = AccountDesk.Shares(order.Filled),
        Remaining = AccountDesk.Shares(order.Quantity - order.Filled),
        AvgFillPrice = order.AveragePrice,
        PermId = order.PermId,
        ParentId = order.Terms.ParentId,
        LastFillPrice = order.LastFill.ToDouble(),
        ClientId = order.Seat.ClientId,
        WhyHeld = order.WhyHeld,
    };

    void Report<T>(GatewaySession? session, in T message) where T : IServerMessage<T>
    {
        // Drawn for absent clients too: whether one is connected must not shift the faults of the others.
        var twice = faults.DuplicateReports > 0 && random.NextDouble() < faults.DuplicateReports;
        if (session is null) return;
        Send(session, message);
        if (twice) Send(session, message);
    }

    void Send<T>(GatewaySession session, in T message) where T : IServerMessage<T>
    {
        if (injector is null) session.Send(message);
        else injector.Report(session, message);
    }
}
