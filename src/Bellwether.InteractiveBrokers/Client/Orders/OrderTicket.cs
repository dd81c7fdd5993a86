using System.Threading.Channels;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>What is known of an order, at one moment.</summary>
/// <param name="Status">The last state that the broker reported.</param>
/// <param name="PermId">The broker's own number, unique in the account and stable across sessions; 0 before it is known.</param>
/// <param name="Executed">Shares of all executions, corrections included.</param>
/// <param name="AveragePrice">Average price of these; 0 when there are none.</param>
/// <param name="IsConfirmed">False between a lost session and the next complete snapshot.</param>
/// <param name="RefusedBy">The code that refused the placement; 0 for none.</param>
public sealed record OrderSnapshot(OrderStatusKind Status, long PermId, decimal Executed, decimal AveragePrice, bool IsConfirmed, int RefusedBy)
{
    internal static readonly OrderSnapshot New = new(OrderStatusKind.Unknown, 0, 0, 0, true, 0);
}

/// <summary>An order of this client. Its facts come from the broker's reports alone.</summary>
public sealed class OrderTicket
{
    readonly Channel<OrderEvent> _events = Channel.CreateUnbounded<OrderEvent>(new UnboundedChannelOptions { SingleWriter = true });
    readonly TaskCompletionSource<OrderSnapshot> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Dictionary<string, (ExecDetails Execution, int Revision)> _executions = [];
    volatile OrderSnapshot _snapshot = OrderSnapshot.New;
    decimal? _reportedFilled;

    internal OrderTicket(int orderId, Contract contract, Order order) => (OrderId, Contract, Order) = (orderId, contract, order);

    public int OrderId { get; }

    public Contract Contract { get; }

    /// <summary>The terms as they were last sent.</summary>
    public Order Order { get; internal set; }

    public OrderSnapshot Snapshot => _snapshot;

    /// <summary>
    /// Completes when the order is finished: cancelled, refused, or filled with all of its executions known. The commission may still follow as an event. Fails
    /// when the client is disposed before that. An inactive order is not finished: it may come to life again, so cancel it if it is not wanted.
    /// </summary>
    public Task<OrderSnapshot> Finished => _finished.Task;

    /// <summary>Everything that happens to the order, from its placement on, none left out. Read by one reader; ends when the client is disposed.</summary>
    public IAsyncEnumerable<OrderEvent> EventsAsync(CancellationToken cancellationToken = default) => _events.Reader.ReadAllAsync(cancellationToken);

    internal bool IsAcknowledged { get; private set; }

    /// <summary>Bytes of it were handed to the socket: it may be at the broker.</summary>
    internal bool IsWritten { get; set; }

    internal bool IsFinished => _finished.Task.IsCompleted;

    /// <summary>False when the event is a repetition of an execution that is known.</summary>
    internal bool Apply(ref OrderEvent happened)
    {
        switch (happened)
        {
            case OrderStatusReported { Status: var status }:
                // Inactive is also how a refusal looks, whose code may come after it.
                IsAcknowledged |= status.Status.Kind != OrderStatusKind.Inactive;
                _reportedFilled = status.Filled;
                _snapshot = _snapshot with { Status = status.Status.Kind, PermId = status.PermId != 0 ? status.PermId : _snapshot.PermId };
                break;
            case OrderTermsReported { Order: var open }:
                IsAcknowledged |= open.State.Status.Kind != OrderStatusKind.Inactive;
                _snapshot = _snapshot with
                {
                    PermId = open.Order.PermId != 0 ? open.Order.PermId : _snapshot.PermId,
                    // The state of an open order report may lag behind an order status; it only fills the gap before the first one.
                    Status = _snapshot.Status == OrderStatusKind.Unknown ? open.State.Status.Kind : _snapshot.Status,
                };
                break;
            case OrderExecuted { Execution: var execution }:
                IsAcknowledged = true;
                if (!Book(execution, out var isCorrection)) return false;
                if (isCorrection) happened = new OrderExecutionCorrected(OrderId, execution);
                break;
            case OrderRefused { Code: var code }:
                _snapshot = _snapshot with { RefusedBy = code };
                break;
            case OrderUnconfirmed:
                _snapshot = _snapshot with { IsConfirmed = false };
                break;
            case OrderConfirmed:
                _snapshot = _snapshot with { IsConfirmed = true };
                break;
        }
        _events.Writer.TryWrite(happened);
        if (IsOver()) _finished.TrySetResult(_snapshot);
        return true;
    }

    internal void End(Exception reason)
    {
        _finished.TrySetException(reason);
        // Whoever does not await it must not be told by the finalizer.
        _ = _finished.Task.Exception;
        _events.Writer.TryComplete();
    }

    bool IsOver() => _snapshot.RefusedBy != 0 || _snapshot.Status switch
    {
        OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled => true,
        // The broker may have reduced the order (OCA): what counts is what it says was filled.
        OrderStatusKind.Filled => _snapshot.Executed >= (_reportedFilled ?? Order.TotalQuantity),
        _ => false,
    };

    /// <summary>An execution counts once; a correction (same id up to the last dot, a later number behind it) replaces what it corrects.</summary>
    bool Book(ExecDetails execution, out bool isCorrection)
    {
        var dot = execution.ExecId.LastIndexOf('.');
        var key = dot < 0 ? execution.ExecId : execution.ExecId[..dot];
        var revision = dot >= 0 && int.TryParse(execution.ExecId.AsSpan(dot + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        isCorrection = _executions.TryGetValue(key, out var known);
        if (isCorrection && known.Revision >= revision) return false;
        _executions[key] = (execution, revision);
        decimal shares = 0, value = 0;
        foreach (var (fill, _) in _executions.Values)
        {
            shares += fill.Shares;
            value += fill.Shares * (decimal)fill.Price;
        }
        _snapshot = _snapshot with { Executed = shares, AveragePrice = shares == 0 ? 0 : value / shares, PermId = execution.PermId != 0 ? execution.PermId : _snapshot.PermId };
        return true;
    }
}
