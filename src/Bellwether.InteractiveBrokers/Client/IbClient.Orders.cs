using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

// Orders. Each is written at most once; what became of it only the broker's reports tell.
public sealed partial class IbClient
{
    /// <summary>
    /// Places an order and returns when it was written. From then on its fate is the broker's: read <see cref="OrderTicket.EventsAsync"/>. Without an account
    /// the order gets the one in use.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <param name="order">The terms.</param>
    /// <param name="lane">How urgent it is when the message rate is scarce.</param>
    /// <param name="cancellationToken">Takes the order back if it still waits for its turn; without effect once it was written.</param>
    /// <exception cref="OrderNotSentException">Nothing of it was written: it is not at the broker.</exception>
    /// <exception cref="ProtocolException">A field cannot be written; nothing was.</exception>
    public async Task<OrderTicket> PlaceAsync(Contract contract, Order order, RequestLane lane = RequestLane.Entry, CancellationToken cancellationToken = default)
    {
        CheckLane(lane);
        cancellationToken.ThrowIfCancellationRequested();
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ticket = await CallAsync(() =>
        {
            var placed = new OrderTicket(_core.ReserveOrderIds(1), contract, order);
            _core.Place(placed, lane, written);
            return placed;
        }).ConfigureAwait(false);
        await using var registration = cancellationToken.Register(() => _loop.Post(() =>
        {
            if (_core.Withdraw(ticket)) written.TrySetCanceled(cancellationToken);
        })).ConfigureAwait(false);
        await WrittenAsync(written.Task).ConfigureAwait(false);
        return ticket;
    }

    /// <summary>
    /// Places an entry with its target and its stop. The entry is held by the gateway until the stop, which is written last, has arrived: the position is never
    /// without it. All three go in one lane, one after the other.
    /// </summary>
    /// <exception cref="OrderNotSentException">
    /// The stop was not written, so that the gateway transmits none of the three. Parts that were written may be held there: cancel them in the next session.
    /// </exception>
    public async Task<BracketTickets> PlaceBracketAsync(Contract contract, Order entry, Order target, Order stop)
    {
        TaskCompletionSource[] written = [NewWrite(), NewWrite(), NewWrite()];
        var tickets = await CallAsync(() =>
        {
            var first = _core.ReserveOrderIds(3);
            (entry.Transmit, target.Transmit, stop.Transmit) = (false, false, true);
            (target.ParentId, stop.ParentId) = (first, first);
            var bracket = new BracketTickets(new(first, contract, entry), new(first + 1, contract, target), new(first + 2, contract, stop));
            _core.PlaceTogether([bracket.Entry, bracket.Target, bracket.Stop], written);
            return bracket;
        }).ConfigureAwait(false);
        foreach (var write in written) await WrittenAsync(write.Task).ConfigureAwait(false);
        return tickets;
    }

    /// <summary>Changes an order: price, quantity or time in force. Returns when the change was written; a refused change leaves the order as it was.</summary>
    /// <exception cref="OrderNotSentException">Nothing of it was written.</exception>
    /// <exception cref="ProtocolException">A field cannot be written; nothing was.</exception>
    public async Task ModifyAsync(OrderTicket ticket, Order terms, RequestLane lane = RequestLane.Exit)
    {
        CheckLane(lane);
        var written = NewWrite();
        _loop.Post(() => _core.Modify(ticket, terms, lane, written));
        await WrittenAsync(written.Task).ConfigureAwait(false);
    }

    /// <summary>Asks to cancel an order and returns when that was written. The order may still fill: its events tell.</summary>
    /// <exception cref="OrderNotSentException">Nothing of it was written.</exception>
    public Task CancelAsync(OrderTicket ticket) => CancelAsync(ticket.OrderId);

    /// <inheritdoc cref="CancelAsync(OrderTicket)"/>
    /// <param name="orderId">An order id of this client id, as open orders show it.</param>
    public async Task CancelAsync(int orderId)
    {
        var written = NewWrite();
        _loop.Post(() => _core.CancelOrder(orderId, written));
        await WrittenAsync(written.Task).ConfigureAwait(false);
    }

    /// <summary>Asks to cancel every order of the account, those of other clients, manual ones and protective ones included.</summary>
    /// <exception cref="OrderNotSentException">There is no session.</exception>
    public async Task CancelAllAsync()
    {
        var queued = NewWrite();
        _loop.Post(() => _core.CancelAll(queued));
        await WrittenAsync(queued.Task).ConfigureAwait(false);
    }

    /// <summary>
    /// Events of all orders from the moment reading begins, none left out: of this client's orders, of earlier sessions, and of other clients as far as the gateway tells.
    /// </summary>
    public IAsyncEnumerable<OrderEvent> OrderEventsAsync(CancellationToken cancellationToken = default) => ListenAsync(_core.OrderEvents, cancellationToken);

    static TaskCompletionSource NewWrite() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    static void CheckLane(RequestLane lane)
    {
        if (lane is < RequestLane.CancelAndProtect or > RequestLane.Entry) throw new ArgumentOutOfRangeException(nameof(lane), lane, "expected one of the order lanes");
    }

    async Task WrittenAsync(Task written)
    {
        await Task.WhenAny(written, _loop.Running).ConfigureAwait(false);
        if (!written.IsCompleted) throw new IbStoppedException("the client stopped before the order was written: it is not at the broker", _loop.Fault);
        await written.ConfigureAwait(false);
    }
}
