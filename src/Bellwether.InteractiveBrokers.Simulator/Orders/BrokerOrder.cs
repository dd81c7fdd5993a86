using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>An order as the gateway keeps it, from its first placeOrder on; it outlives the connection.</summary>
/// <param name="orderId">The client's number; 0 for a manual order that is not bound to one.</param>
sealed class BrokerOrder(ClientSeat seat, int orderId, long permId, int symbol, SimulatedAccount account, Order terms)
{
    public ClientSeat Seat { get; } = seat;

    public int OrderId { get; private set; } = orderId;

    public long PermId { get; } = permId;

    public int Symbol { get; } = symbol;

    public SimulatedAccount Account { get; } = account;

    public BrokerOrder? Parent { get; init; }

    /// <summary>Placed at the gateway by hand, not by a client.</summary>
    public bool IsManual { get; init; }

    /// <summary>What the client asked for, completed as a gateway echoes it.</summary>
    public Order Terms { get; private set; } = terms;

    /// <summary>Changes on their way to the venue, oldest first.</summary>
    public Queue<Order> Changes { get; } = new();

    /// <summary>The venue's number; 0 while the order is not transmitted.</summary>
    public long VenueId { get; set; }

    public OrderStatusKind Status { get; set; } = OrderStatusKind.PendingSubmit;

    public string WhyHeld { get; set; } = "";

    /// <summary>Its stop price was reached.</summary>
    public bool Triggered { get; set; }

    /// <summary>It waits for shares to sell short.</summary>
    public bool WaitsForShares { get; set; }

    /// <summary>The connection that is told of it, or null. Nobody is told of a manual order before it is bound.</summary>
    public GatewaySession? Listener => IsManual && OrderId == 0 ? null : Seat.Session;

    /// <summary>The other client that asked for its cancellation.</summary>
    public GatewaySession? Canceller { get; set; }

    /// <summary>When it ended, nanoseconds since the Unix epoch; 0 while it lives.</summary>
    public long EndedAt { get; set; }

    /// <summary>How it ended, in the gateway's words.</summary>
    public string EndedAs { get; set; } = "";

    public Quantity Filled { get; private set; }

    public Money Value { get; private set; }

    public Price LastFill { get; private set; }

    /// <summary>Of all its executions.</summary>
    public Money Commission { get; set; }

    public bool IsTransmitted => VenueId != 0;

    public bool IsDone => Status is OrderStatusKind.Filled or OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled or OrderStatusKind.Inactive;

    public Side Side => Terms.Action == "BUY" ? Side.Buy : Side.Sell;

    public Quantity Quantity => Quantity.FromDecimal(Terms.TotalQuantity);

    public Quantity Remaining => Quantity - Filled;

    public double AveragePrice => Filled.IsZero ? 0 : Value.Per(Filled).ToDouble();

    public bool WaitsForTrigger => !Triggered && VenueTerms.WaitsForTrigger(Terms.OrderType);

    /// <summary>The first order of its bracket: its parent's parent's parent.</summary>
    public BrokerOrder Root => Parent?.Root ?? this;

    public void Adopt(Order terms) => Terms = terms;

    /// <summary>A manual order gets a number of the client that manual orders belong to.</summary>
    public void Bind(int orderId) => OrderId = orderId;

    public void Execute(Quantity shares, Price price)
    {
        Filled += shares;
        Value += price * shares;
        LastFill = price;
    }

    /// <summary>Takes over what was executed before a restart.</summary>
    public void Restore(Quantity filled, Money value, Price lastFill) => (Filled, Value, LastFill) = (filled, value, lastFill);

    public void End(OrderStatusKind status, string words, long now) => (Status, WhyHeld, EndedAs, EndedAt) = (status, "", words, now);
}
