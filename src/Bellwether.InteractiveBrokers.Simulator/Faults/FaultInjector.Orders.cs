using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Orders that vanish or are rejected late, and reports that are repeated, missing, late, out of order or corrected.</content>
sealed partial class FaultInjector
{
    /// <summary>A report that waits for the next one goes out by itself after this time.</summary>
    static readonly Duration Patience = Duration.FromSeconds(2);
    readonly List<Chance> chances = [];
    readonly Dictionary<GatewaySession, List<Action>> overtaken = [];
    /// <summary>Order ids by client whose parent, or which themselves, were swallowed.</summary>
    readonly HashSet<(int ClientId, int OrderId)> swallowed = [];
    readonly Dictionary<(int ClientId, int OrderId), Duration?> releases = [];
    readonly Dictionary<string, Action> behindCommission = [];
    readonly HashSet<BrokerOrder> judged = [];
    readonly HashSet<BrokerOrder> rejected = [];
    bool losesOrders;

    /// <summary>A report of an order that the gateway sends by itself.</summary>
    public void Report<T>(GatewaySession session, in T message) where T : IServerMessage<T>
    {
        var report = message;
        if (IsAway)
        {
            withheld.Add(() => session.Send(report));
            return;
        }
        var kind = report switch
        {
            OpenOrder => OrderReportKind.OpenOrder,
            OrderStatus => OrderReportKind.Status,
            ExecDetails => OrderReportKind.Execution,
            _ => OrderReportKind.Commission,
        };
        if (report is ExecDetails execution)
        {
            Correct(session, execution.ExecId);
            if (Strike<CommissionFault>(session.ClientId, f => f.Kind == CommissionTrouble.First) is not null)
            {
                behindCommission[execution.ExecId] = () => Tell(session, kind, execution);
                return;
            }
        }
        if (report is OrderStatus status)
        {
            if (ReplacesStatus(session, status)) return;
            Judge(session, status);
        }
        if (report is CommissionReport commission)
        {
            if (behindCommission.Remove(commission.ExecId, out var execute))
            {
                Tell(session, kind, report);
                execute();
                return;
            }
            if (Withholds(session, commission)) return;
        }
        Tell(session, kind, report);
    }

    void Tell<T>(GatewaySession session, OrderReportKind kind, T report) where T : IServerMessage<T>
    {
        if (Strike<ReportFault>(session.ClientId, f => f.IsAbout(kind)) is not { } trouble)
        {
            Say(session, report);
            return;
        }
        switch (trouble.Kind)
        {
            case ReportTrouble.Duplicate:
                Say(session, report);
                Say(session, report);
                break;
            case ReportTrouble.Missing: break;
            case ReportTrouble.Late: After(trouble.Delay, () => session.Send(report)); break;
            case ReportTrouble.Reordered:
                if (!overtaken.TryGetValue(session, out var waiting)) overtaken.Add(session, waiting = []);
                waiting.Add(() => session.Send(report));
                After(Patience, () => SayOvertaken(session));
                break;
        }
    }

    void Say<T>(GatewaySession session, T report) where T : IServerMessage<T>
    {
        session.Send(report);
        SayOvertaken(session);
    }

    void SayOvertaken(GatewaySession session)
    {
        if (!overtaken.Remove(session, out var waiting)) return;
        foreach (var say in waiting) say();
    }

    bool TakesOrder(ClientMessageId id, in ClientFrame frame)
    {
        if (losesOrders)
        {
            frame.Return();
            return true;
        }
        if (IsAway)
        {
            waitingOrders.Add(frame);
            return true;
        }
        return id == ClientMessageId.PlaceOrder && Swallows(frame);
    }

    bool Swallows(ClientFrame frame)
    {
        if (!chances.Exists(c => c.Fault is SwallowedOrder)) return false;
        var reader = new OrderReader();
        try
        {
            ClientMessages.Dispatch(frame.Payload, frame.Session.ServerVersion, reader);
        }
        catch (ProtocolException)
        {
            return false; // The gateway says what is wrong with it.
        }
        if (reader.Message is not { } order || frame.Session.Seat is not { } seat || seat.Orders.ContainsKey(order.OrderId)) return false;
        // The dialog that holds a parent holds its children.
        var withParent = order.Order.ParentId != 0 && swallowed.Contains((seat.ClientId, order.Order.ParentId));
        if (withParent)
        {
            swallowed.Add((seat.ClientId, order.OrderId));
            Release(releases.GetValueOrDefault((seat.ClientId, order.Order.ParentId)), frame);
            return true;
        }
        if (order.Order.ParentId != 0 || Strike<SwallowedOrder>(seat.ClientId) is not { } fault) return false;
        swallowed.Add((seat.ClientId, order.OrderId));
        releases[(seat.ClientId, order.OrderId)] = fault.ReleasedAfter;
        Release(fault.ReleasedAfter, frame);
        return true;
    }

    void Release(Duration? after, ClientFrame frame)
    {
        if (after is { } wait) After(wait, () => core.Handle(frame));
        else frame.Return();
    }

    /// <summary>Decides once, at its first acknowledgement, whether an order will be rejected after all.</summary>
    void Judge(GatewaySession session, in OrderStatus status)
    {
        if (status.Status.Kind is not (OrderStatusKind.PreSubmitted or OrderStatusKind.Submitted) || !chances.Exists(c => c.Fault is RejectionAfterAcknowledgement)) return;
        if (OrderOf(status.PermId) is not { } order || order.Filled > Quantity.Zero || !judged.Add(order)) return;
        if (Strike<RejectionAfterAcknowledgement>(session.ClientId, f => f.Children || order.Parent is null) is not { } fault) return;
        After(fault.After, () =>
        {
            if (order.IsDone || order.Filled > Quantity.Zero || !order.IsTransmitted || order.Status == OrderStatusKind.PendingCancel) return;
            rejected.Add(order);
            core.Orders.Cancel(session, order.Seat, order.OrderId, core.Now);
        });
    }

    /// <summary>The venue knows only cancels; on the wire a late rejection is Inactive and 201.</summary>
    bool ReplacesStatus(GatewaySession session, OrderStatus status)
    {
        if (rejected.Count == 0 || OrderOf(status.PermId) is not { } order || !rejected.Contains(order)) return false;
        if (status.Status.Kind == OrderStatusKind.PendingCancel) return true;
        if (status.Status.Kind != OrderStatusKind.Cancelled) return false;
        status.Status = OrderStatusKind.Inactive;
        session.Send(status);
        return true;
    }

    bool PassesOrderError(GatewaySession session, ErrMsg error)
    {
        if (error.Id <= 0 || session.Seat is not { } seat || !seat.Orders.TryGetValue(error.Id, out var order)) return true;
        if (IsAway)
        {
            withheld.Add(() => session.Write(error));
            return false;
        }
        if (error.ErrorCode != 202 || !rejected.Contains(order)) return true;
        session.Write(new ErrMsg { Id = error.Id, ErrorCode = 201, ErrorMsg = "Order rejected - reason:Available funds are insufficient at the time of execution", ErrorTime = error.ErrorTime });
        return false;
    }

    bool Withholds(GatewaySession session, CommissionReport commission)
    {
        if (Strike<CommissionFault>(session.ClientId, f => f.Kind != CommissionTrouble.First) is not { } fault) return false;
        if (fault.Kind == CommissionTrouble.Unknown) session.Send(new CommissionReport { ExecId = commission.ExecId, Commission = null, Currency = commission.Currency, RealizedPNL = null });
        if (fault.Kind != CommissionTrouble.Never) After(fault.After, () => session.Send(commission));
        return true;
    }

    /// <summary>A correction of an execution, if there is to be one, follows later.</summary>
    void Correct(GatewaySession session, string execId)
    {
        if (!execId.EndsWith(".01", StringComparison.Ordinal)) return;
        foreach (var chance in chances)
            if (chance.Fault is ExecutionCorrection fault && chance.Strikes(session.ClientId, core.Now))
            {
                var share = chance.Draw(1_000);
                After(fault.After, () => core.Corrections.Apply(execId, fault.Kind, share));
                return;
            }
    }

    BrokerOrder? OrderOf(long permId) => core.Orders.Orders.Find(o => o.PermId == permId);

    /// <summary>The first fault of a kind that strikes now.</summary>
    T? Strike<T>(int? clientId, Func<T, bool>? suits = null) where T : ChanceFault
    {
        foreach (var chance in chances)
            if (chance.Fault is T fault && (suits is null || suits(fault)) && chance.Strikes(clientId, core.Now)) return fault;
        return null;
    }

    sealed class OrderReader : IClientMessageHandler
    {
        public PlaceOrder? Message { get; private set; }

        public void On(PlaceOrder m) => Message = m;
    }
}
