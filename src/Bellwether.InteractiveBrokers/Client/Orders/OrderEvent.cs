using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Something that happened to an order.</summary>
/// <param name="OrderId">The id of this client; 0 or less for orders of others.</param>
public abstract record OrderEvent(int OrderId);

/// <summary>The broker reported a state. The same one may come several times, and not every change is reported.</summary>
public sealed record OrderStatusReported(int OrderId, OrderStatus Status) : OrderEvent(OrderId);

/// <summary>The broker reported the order's terms and state.</summary>
public sealed record OrderTermsReported(int OrderId, OpenOrder Order) : OrderEvent(OrderId);

/// <summary>Shares changed hands. Each execution comes once, whenever it becomes known; a correction comes as <see cref="OrderExecutionCorrected"/>.</summary>
public sealed record OrderExecuted(int OrderId, ExecDetails Execution) : OrderEvent(OrderId);

/// <summary>The broker corrected an execution: its id differs from the earlier one only after the last dot.</summary>
public sealed record OrderExecutionCorrected(int OrderId, ExecDetails Execution) : OrderEvent(OrderId);

/// <summary>What an execution cost.</summary>
public sealed record OrderCharged(int OrderId, CommissionReport Report) : OrderEvent(OrderId);

/// <summary>A code came about the order. It answers a request and proves nothing of the order's state.</summary>
public sealed record OrderCodeReported(int OrderId, int Code, string Text, IbCode About, string RejectDetails) : OrderEvent(OrderId);

/// <summary>A placement that was never acknowledged was refused.</summary>
public sealed record OrderRefused(int OrderId, int Code, string Text, string RejectDetails) : OrderEvent(OrderId);

/// <summary>The session was lost: until <see cref="OrderConfirmed"/>, what is known of the order may be old.</summary>
public sealed record OrderUnconfirmed(int OrderId, string Reason) : OrderEvent(OrderId);

/// <summary>In a session after the loss, open orders and executions were fetched completely.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="IsWorking">Whether it was among the open orders. If not, it is finished, or it never arrived.</param>
public sealed record OrderConfirmed(int OrderId, bool IsWorking) : OrderEvent(OrderId);
