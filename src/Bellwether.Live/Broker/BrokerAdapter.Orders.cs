using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

// Orders out; statuses, executions and commissions in.
public sealed partial class BrokerAdapter
{
    readonly Dictionary<int, long> waitingOrders = [];

    /// <summary>Every order is written from this one, whose other fields keep their defaults: an order is encoded at once and nobody keeps it.</summary>
    readonly PlaceOrder ticket = new();

    /// <summary>Takes over the orders of an earlier run. Each may have used an id that the broker never named.</summary>
    internal void Recover(Orders.OrderBook book)
    {
        var (highest, unnamed) = (0, 0);
        for (var number = Math.Max(1, book.LastNumber - book.Capacity + 1); number <= book.LastNumber; number++)
        {
            if (!book.Contains(number)) continue;
            ref readonly var order = ref book[number];
            routes.Restore(number, order.BrokerOrderId, order.PermId);
            highest = Math.Max(highest, order.BrokerOrderId);
            if (order.BrokerOrderId == 0) unnamed++;
        }
        routes.Seen(highest + unnamed);
    }

    /// <summary>Orders can be written: the socket stands and the session is open.</summary>
    public bool CanSend => queue.IsOpen && Phase >= SessionPhase.Reconciling;

    /// <summary>Why no order may be written now although the socket stands; null when one may.</summary>
    public string? OrdersBarred => queue.MayWriteOrders ? null : "the gateway is about to restart";

    public void On(in OrderStatus m)
    {
        Heard();
        var isMine = m.ClientId == options.ClientId;
        if (isMine) routes.Seen(m.OrderId);
        // Not ours, or not known whose: reports of open orders tell of it.
        if (routes.Find(m.PermId, "", isMine ? m.OrderId : 0, out var order) != OrderOwner.Ours) return;
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Status,
            Order = order,
            PermId = m.PermId,
            BrokerOrderId = m.OrderId,
            Status = StatusOf(m.Status),
            Filled = Quantity.FromDecimal(decimal.Round(m.Filled, 4)),
            Remaining = Quantity.FromDecimal(decimal.Round(m.Remaining, 4)),
            Text = m.Status.Kind == OrderStatusKind.Unknown ? m.Status.Text : m.WhyHeld.Length > 0 ? m.WhyHeld : null,
        });
    }

    public void On(OpenOrder m)
    {
        Heard();
        var isMine = m.Order.ClientId == options.ClientId;
        if (isMine) routes.Seen(m.OrderId);
        var owner = routes.Find(m.Order.PermId, m.Order.OrderRef, isMine ? m.OrderId : 0, out var order);
        Watch(owner, m.Order.OrderRef);
        // A gateway that was restarted may show it under another id.
        if (isMine && owner == OrderOwner.Ours && m.OrderId > 0) routes.Confirm(order, m.OrderId);
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.OpenOrder,
            Order = order,
            PermId = m.Order.PermId,
            BrokerOrderId = m.OrderId,
            Symbol = SymbolOf(m.Contract),
            Snapshot = CurrentSnapshot,
            Status = StatusOf(m.State.Status),
            Side = m.Order.Action == "BUY" ? Side.Buy : Side.Sell,
            Quantity = Quantity.FromDecimal(decimal.Round(m.Order.TotalQuantity, 4)),
            Price = m.Order.LmtPrice is > 0 and < 1e9 ? Price.FromDouble(m.Order.LmtPrice.Value) : Price.Zero,
            StopPrice = m.Order.AuxPrice is > 0 and < 1e9 ? Price.FromDouble(m.Order.AuxPrice.Value) : Price.Zero,
            Text = m.Contract.Symbol,
        });
    }

    public void On(CompletedOrder m)
    {
        Heard();
        if (m.Order.Account != Account || routes.Find(m.Order.PermId, m.Order.OrderRef, 0, out var order) != OrderOwner.Ours) return;
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.CompletedOrder,
            Order = order,
            PermId = m.Order.PermId,
            Symbol = SymbolOf(m.Contract),
            Snapshot = CurrentSnapshot,
            Status = StatusOf(m.Status),
            Filled = Quantity.FromDecimal(decimal.Round(m.Order.FilledQuantity, 4)),
            Text = m.CompletedStatus,
        });
    }

    /// <summary>
    /// Orders of another run of this program are expected at the first comparison (stops that were left at the broker); one that turns up later was sent just now
    /// by a second instance.
    /// </summary>
    void Watch(OrderOwner owner, string reference)
    {
        if (owner != OrderOwner.OtherInstance || !otherInstances.Add(reference) || !hasCompared) return;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SecondInstance, Text = reference });
    }

    readonly HashSet<string> otherInstances = new(StringComparer.Ordinal);

    public void On(ExecDetails m)
    {
        Heard();
        if (m.AcctNumber != Account) return;
        positionCheck.Executed(m, isAnswer: m.ReqId > 0);
        var isMine = m.ClientId == options.ClientId;
        if (isMine) routes.Seen(m.OrderId);
        var owner = routes.Find(m.PermId, m.OrderRef, isMine ? m.OrderId : 0, out var order);
        Watch(owner, m.OrderRef);
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Execution,
            Order = order,
            PermId = m.PermId,
            BrokerOrderId = m.OrderId,
            Symbol = m.Contract.SecType == "STK" ? SymbolOf(m.Contract) : -1,
            Side = m.Side == "BOT" ? Side.Buy : Side.Sell,
            Quantity = Quantity.FromDecimal(decimal.Round(m.Shares, 4)),
            Filled = Quantity.FromDecimal(decimal.Round(m.CumQty, 4)),
            Price = Price.FromDouble(m.Price),
            Execution = ExecutionId.Parse(m.ExecId),
            Snapshot = CurrentSnapshot,
            Text = m.ExecId,
        });
    }

    public void On(CommissionReport m)
    {
        Heard();
        // Not known yet: the real figure follows in a later report.
        if (m.KnownCommission is not { } commission || Math.Abs(commission) > 1e9) return;
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Commission,
            Execution = ExecutionId.Parse(m.ExecId),
            Amount = Money.FromDouble(commission),
            Text = m.ExecId,
        });
    }

    /// <summary>Sends an order, whose record the caller has made durable. True: its bytes were written; false: it waits for its turn.</summary>
    internal bool Place(in Orders.Order order, bool transmit, long now)
    {
        var id = routes.Assign(order.Number);
        var isWritten = queue.Send(Request(id, order, order.Terms.Quantity, transmit), LaneOf(order), id, now);
        if (!isWritten) waitingOrders[id] = order.Number;
        return isWritten;
    }

    /// <summary>Asks for another quantity of an order that was sent: a second placement under its id. False when there is no way to it.</summary>
    internal bool Modify(in Orders.Order order, long now)
    {
        var id = routes.IdOf(order.Number);
        if (id == 0 || !CanSend) return false;
        queue.Send(Request(id, order, order.PendingQuantity, transmit: true), RequestLane.CancelAndProtect, id, now);
        return true;
    }

    /// <summary>Valid until the next call.</summary>
    PlaceOrder Request(int id, in Orders.Order order, Quantity quantity, bool transmit)
    {
        var terms = order.Terms;
        ticket.OrderId = id;
        ticket.Contract = symbols[terms.Symbol].Contract!;
        var wire = ticket.Order;
        wire.Action = terms.Side == Side.Buy ? "BUY" : "SELL";
        wire.TotalQuantity = quantity.ToDecimal();
        wire.OrderType = terms.Type switch { OrderType.Market => "MKT", OrderType.Limit => "LMT", _ => "STP" };
        wire.LmtPrice = terms.Type == OrderType.Limit ? terms.LimitPrice.ToDouble() : null;
        wire.AuxPrice = terms.Type == OrderType.Stop ? terms.StopPrice.ToDouble() : null;
        wire.Tif = terms.TimeInForce == TimeInForce.Day ? "DAY" : "GTC";
        wire.OcaGroup = order.Links.OcaGroup == 0 ? "" : routes.Group(order.Links.OcaGroup);
        wire.OcaType = (int)order.Links.OcaType;
        wire.Account = Account;
        wire.OrderRef = routes.Reference(order.Number);
        wire.Transmit = transmit;
        wire.ParentId = order.Links.Parent == 0 ? 0 : routes.IdOf(order.Links.Parent);
        return ticket;
    }

    /// <summary>A bracket travels in one lane, so that its order is kept; protection on its own goes before everything.</summary>
    static RequestLane LaneOf(in Orders.Order order) => order.Role switch
    {
        OrderRole.Exit => RequestLane.Exit,
        OrderRole.Stop or OrderRole.Target when order.Links.Parent == 0 => RequestLane.CancelAndProtect,
        _ => RequestLane.Entry,
    };

    /// <summary>Asks to cancel an order that was sent; false when it never was. An order that still waits is taken back instead (<see cref="Withdraw"/>).</summary>
    internal bool Cancel(long order, long now)
    {
        var id = routes.IdOf(order);
        if (id == 0 || !CanSend) return false;
        queue.Send(new CancelOrder { OrderId = id }, RequestLane.CancelAndProtect, id, now);
        return true;
    }

    /// <summary>Takes back an order that still waits for its turn; false when it does not: it was written, or never came here.</summary>
    internal bool Withdraw(long order)
    {
        var id = routes.IdOf(order);
        return waitingOrders.Remove(id) && queue.Withdraw(id);
    }

    /// <summary>Writes the next request whose turn has come.</summary>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    /// <param name="placed">The engine's order if it was a new one; else 0.</param>
    internal bool TryRelease(long now, out long placed)
    {
        placed = 0;
        if (!queue.TryRelease(now, out var request)) return false;
        if (request.Lane == RequestLane.Data) HistoryWritten(request.Id, now);
        else waitingOrders.Remove(request.Id, out placed);
        return true;
    }

    void DropWaitingOrders(string reason)
    {
        foreach (var order in waitingOrders.Values.Order()) Queue(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.NotSent, Order = order, Text = reason });
        waitingOrders.Clear();
    }

    /// <summary>What the gateway replays before the contracts are known (orders and executions of an earlier run) is told by its ticker.</summary>
    int SymbolOf(Contract contract) => symbolOfContract.TryGetValue(contract.ConId, out var symbol) ? symbol
        : Phase <= SessionPhase.Resolving && contract is { SecType: "STK", Currency: "USD" } && instruments.TryFind(contract.Symbol, out var instrument) ? instrument.Index : -1;

    static BrokerStatus StatusOf(OrderStatusWord word) => word.Kind switch
    {
        OrderStatusKind.ApiPending => BrokerStatus.ApiPending,
        OrderStatusKind.PendingSubmit => BrokerStatus.PendingSubmit,
        OrderStatusKind.PendingCancel => BrokerStatus.PendingCancel,
        OrderStatusKind.PreSubmitted => BrokerStatus.PreSubmitted,
        OrderStatusKind.Submitted => BrokerStatus.Submitted,
        OrderStatusKind.ApiCancelled => BrokerStatus.ApiCancelled,
        OrderStatusKind.Cancelled => BrokerStatus.Cancelled,
        OrderStatusKind.Filled => BrokerStatus.Filled,
        OrderStatusKind.Inactive => BrokerStatus.Inactive,
        _ => BrokerStatus.Unknown,
    };
}
