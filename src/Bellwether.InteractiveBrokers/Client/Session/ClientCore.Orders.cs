using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

// Orders: written once or not at all, and known from the broker's reports alone.
sealed partial class ClientCore
{
    const long ResyncEvery = 30 * EngineTime.Second;

    readonly OrderIdAllocator _orderIds;
    readonly Dictionary<int, OrderTicket> _tickets = [];
    readonly Dictionary<int, Queue<TaskCompletionSource>> _writes = [];
    readonly Dictionary<string, int> _orderOfExecution = [];
    ExecutionsQuestion? _resyncExecutions;
    OpenOrdersQuestion? _resyncOrders;
    long? _resyncAt;

    /// <summary>Reserves the consecutive ids of orders that belong together, and returns the first.</summary>
    public int ReserveOrderIds(int count)
    {
        var first = _orderIds.Reserve(count);
        if (_orderIds.IsAlarming) Tell(0, $"order ids have reached {_orderIds.Next}: reset the id counter in the gateway's API settings while no order is open");
        return first;
    }

    /// <summary>Queues a new order.</summary>
    public bool Place(OrderTicket ticket, RequestLane lane, TaskCompletionSource written)
    {
        if (ReasonNotToPlace(ticket.Order) is { } reason)
        {
            written.TrySetException(new OrderNotSentException(ticket.OrderId, $"order {ticket.OrderId} was not sent: {reason}"));
            return false;
        }
        _tickets[ticket.OrderId] = ticket;
        if (Write(ticket, ticket.Order, lane, written)) return true;
        _tickets.Remove(ticket.OrderId);
        return false;
    }

    /// <summary>Queues the orders of a bracket, all or none of them.</summary>
    public void PlaceTogether(ReadOnlySpan<OrderTicket> tickets, ReadOnlySpan<TaskCompletionSource> written)
    {
        for (var i = 0; i < tickets.Length; i++)
        {
            if (Place(tickets[i], RequestLane.Entry, written[i])) continue;
            foreach (var ticket in tickets) Withdraw(ticket);
            foreach (var other in written) other.TrySetException(new OrderNotSentException(tickets[0].OrderId, $"the bracket of order {tickets[0].OrderId} was not sent: one of its orders cannot be written"));
            return;
        }
    }

    /// <summary>Queues new terms of an order.</summary>
    public void Modify(OrderTicket ticket, Order terms, RequestLane lane, TaskCompletionSource written)
    {
        if (ReasonNotToPlace(terms) is { } reason)
        {
            written.TrySetException(new OrderNotSentException(ticket.OrderId, $"the change of order {ticket.OrderId} was not sent: {reason}"));
            return;
        }
        if (Write(ticket, terms, lane, written)) ticket.Order = terms;
    }

    /// <summary>Queues a cancel. It may go while the gateway has lost the broker: the gateway keeps it.</summary>
    public void CancelOrder(int orderId, TaskCompletionSource written)
    {
        if (State is not (ClientState.Ready or ClientState.BrokerAway))
        {
            written.TrySetException(new OrderNotSentException(orderId, $"the cancel of order {orderId} was not sent: there is no session now ({State})"));
            return;
        }
        Expect(orderId, written);
        Send(new CancelOrder { OrderId = orderId }, RequestLane.CancelAndProtect, orderId);
    }

    /// <summary>Queues the cancel of every order of the account, those of other clients and manual ones too.</summary>
    public void CancelAll(TaskCompletionSource written)
    {
        if (State is not (ClientState.Ready or ClientState.BrokerAway))
        {
            written.TrySetException(new OrderNotSentException(0, $"the cancel of all orders was not sent: there is no session now ({State})"));
            return;
        }
        Send(new ReqGlobalCancel(), RequestLane.CancelAndProtect, RequestScheduler.NoId);
        written.TrySetResult();
    }

    /// <summary>Takes back an order that still waits; false when it was written already.</summary>
    public bool Withdraw(OrderTicket ticket)
    {
        if (!_writes.ContainsKey(ticket.OrderId) || !Scheduler.Withdraw(ticket.OrderId)) return false;
        _writes.Remove(ticket.OrderId);
        _tickets.Remove(ticket.OrderId);
        return true;
    }

    string? ReasonNotToPlace(Order order) => State switch
    {
        ClientState.BrokerAway => "the gateway has lost Interactive Brokers",
        ClientState.Ready when order.Account.Length > 0 && !Accounts.Contains(order.Account, StringComparer.Ordinal) => $"account {order.Account} is not one of this gateway's",
        ClientState.Ready when order.Account.Length > 0 && !_options.AllowLiveAccount && !AccountGuard.IsPaper(order.Account) => $"account {order.Account} is a live account, and live accounts are not allowed",
        ClientState.Ready => null,
        _ => $"there is no session now ({State})",
    };

    bool Write(OrderTicket ticket, Order terms, RequestLane lane, TaskCompletionSource written)
    {
        if (terms.Account.Length == 0) terms.Account = Account;
        try
        {
            Send(new PlaceOrder { OrderId = ticket.OrderId, Contract = ticket.Contract, Order = terms }, lane, ticket.OrderId);
        }
        catch (ProtocolException problem)
        {
            written.TrySetException(problem);
            return false;
        }
        Expect(ticket.OrderId, written);
        return true;
    }

    void Expect(int orderId, TaskCompletionSource written)
    {
        if (!_writes.TryGetValue(orderId, out var waiting)) _writes[orderId] = waiting = new();
        waiting.Enqueue(written);
    }

    void WriteDone(int orderId)
    {
        if (!_writes.TryGetValue(orderId, out var waiting)) return;
        if (_tickets.TryGetValue(orderId, out var ticket)) ticket.IsWritten = true;
        waiting.Dequeue().TrySetResult();
        if (waiting.Count == 0) _writes.Remove(orderId);
    }

    /// <summary>What waited in the queue was dropped with the session: whoever waits learns that it never left.</summary>
    void AbandonWrites(string reason)
    {
        foreach (var (orderId, waiting) in _writes)
        {
            if (_tickets.TryGetValue(orderId, out var ticket) && !ticket.IsWritten) _tickets.Remove(orderId);
            foreach (var written in waiting)
                written.TrySetException(new OrderNotSentException(orderId, $"order {orderId}: the session ended before it was sent ({reason}). What was not sent is not at the broker"));
        }
        _writes.Clear();
    }

    void DoubtOrders(string reason)
    {
        _resyncAt = null;
        foreach (var ticket in _tickets.Values.ToList())
            if (!ticket.IsFinished && ticket.Snapshot.IsConfirmed) Publish(new OrderUnconfirmed(ticket.OrderId, reason));
    }

    /// <summary>After any gap, reports may be missing: asks for open orders and executions, and confirms the orders when both are complete.</summary>
    void Resync()
    {
        if (State != ClientState.Ready) return;
        if (_tickets.Values.All(t => t.IsFinished))
        {
            _resyncAt = null;
            return;
        }
        _resyncAt = _now + ResyncEvery;
        _resyncOrders = new OpenOrdersQuestion(allClients: false) { What = "open orders after a gap", Timeout = _options.RequestTimeout };
        Ask(_resyncOrders);
        _resyncExecutions = new ExecutionsQuestion(new ReqExecutions { ClientId = _options.ClientId, AcctCode = Account }) { What = "executions after a gap", Kind = RequestKind.Executions, Timeout = _options.RequestTimeout };
        Ask(_resyncExecutions);
    }

    void RetryResync()
    {
        if (_resyncAt is null) return;
        if (_resyncOrders is { Answer: { IsCompletedSuccessfully: true } orders } && _resyncExecutions is { Answer.IsCompletedSuccessfully: true })
        {
            _resyncAt = null;
            foreach (var ticket in _tickets.Values.ToList())
                if (!ticket.IsFinished && !ticket.Snapshot.IsConfirmed) Publish(new OrderConfirmed(ticket.OrderId, orders.Result.Any(o => o.OrderId == ticket.OrderId)));
        }
        else if (_resyncAt <= _now) Resync();
    }

    /// <summary>Hands an event to the order's ticket, if it is ours, and to the readers of all orders.</summary>
    void Publish(OrderEvent happened)
    {
        if (_tickets.TryGetValue(happened.OrderId, out var ticket) && !ticket.Apply(ref happened)) return;
        OrderEvents.Publish(happened);
    }

    bool OnCodeOfOrder(ErrMsg m, IbCode known)
    {
        if (_ids.Find(m.Id).Kind != RequestKind.Order) return false;
        Publish(new OrderCodeReported(m.Id, m.ErrorCode, m.ErrorMsg, known, m.AdvancedOrderRejectJson));
        if (_tickets.TryGetValue(m.Id, out var ticket) && !ticket.IsAcknowledged && known.Has(IbCodeEffects.RefusesOrder))
            Publish(new OrderRefused(m.Id, m.ErrorCode, m.ErrorMsg, m.AdvancedOrderRejectJson));
        return true;
    }

    public void On(in OrderStatus m)
    {
        var isOurs = m.ClientId == _options.ClientId;
        if (isOurs) _orderIds.Seen(m.OrderId);
        Publish(new OrderStatusReported(isOurs ? m.OrderId : -Math.Abs(m.OrderId), m));
    }

    public void On(OpenOrder m)
    {
        if (_questions.TryGetValue(m.OrderId, out var question) && question is WhatIfQuestion)
        {
            Answer(question, m);
            return;
        }
        AnswerAlone<OpenOrdersQuestion, OpenOrder>(m);
        var isOurs = m.Order.ClientId == _options.ClientId;
        if (isOurs) _orderIds.Seen(m.OrderId);
        Publish(new OrderTermsReported(isOurs ? m.OrderId : -Math.Abs(m.OrderId), m));
    }

    public void On(ExecDetails m)
    {
        Answer(m.ReqId, m);
        var isOurs = m.ClientId == _options.ClientId;
        if (isOurs) _orderIds.Seen(m.OrderId);
        var orderId = isOurs ? m.OrderId : -Math.Abs(m.OrderId);
        _orderOfExecution[m.ExecId] = orderId;
        Publish(new OrderExecuted(orderId, m));
    }

    public void On(CommissionReport m) => Publish(new OrderCharged(_orderOfExecution.GetValueOrDefault(m.ExecId), m));
}
