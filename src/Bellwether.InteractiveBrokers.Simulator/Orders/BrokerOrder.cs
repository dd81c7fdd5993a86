using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>An order as the gateway keeps it, from its first placeOrder on; it outlives the connection.</summary>
sealed class BrokerOrder(ClientSeat seat, int orderId, long permId, int symbol, SimulatedAccount account, Order terms)
{
    public ClientSeat Seat { get; } = seat;

    public int OrderId { get; } = orderId;

    public long PermId { get; } = permId;

    public int Symbol { get; } = symbol;

    public SimulatedAccount Account { get; } = account;

    public BrokerOrder? Parent { get; init; }

    /// <summary>What the client asked for, completed as a gateway echoes it.</summary>
    public Order Terms { get; private set; } = terms;

    /// <summary>Changes on their way to the venue, oldest first.</summary>
    public Queue<Order> Changes { get; } = new();

    /// <summary>The venue's number; 0 while the order is not transmitted.</summary>
    public long VenueId { get; set; }

    public OrderStatusKind Status { get; set; } = OrderStatusKind.PendingSubmit;

    public string WhyHeld { get; set; } = "";

    public Quantity Filled { get; private set; }

    public Money Value { get; private set; }

    public Price LastFill { get; private set; }

    public bool IsTransmitted => VenueId != 0;

    public bool IsDone => Status is OrderStatusKind.Filled or OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled or OrderStatusKind.Inactive;

    public Side Side => Terms.Action == "BUY" ? Side.Buy : Side.Sell;

    public Quantity Quantity => Quantity.FromDecimal(Terms.TotalQuantity);

    public double AveragePrice => Filled.IsZero ? 0 : Value.Per(Filled).ToDouble();

    public OrderTerms VenueTerms => ToVenue(Symbol, Terms);

    public static OrderTerms ToVenue(int symbol, Order terms) => new(
        symbol,
        terms.Action == "BUY" ? Side.Buy : Side.Sell,
        Quantity.FromDecimal(terms.TotalQuantity),
        terms.OrderType switch { "LMT" => OrderType.Limit, "STP" => OrderType.Stop, _ => OrderType.Market },
        terms.OrderType == "LMT" ? Price.FromDouble(terms.LmtPrice!.Value) : Price.Zero,
        terms.OrderType == "STP" ? Price.FromDouble(terms.AuxPrice!.Value) : Price.Zero,
        terms.Tif == "GTC" ? TimeInForce.Gtc : TimeInForce.Day);

    public void Adopt(Order terms) => Terms = terms;

    public void Execute(Quantity shares, Price price)
    {
        Filled += shares;
        Value += price * shares;
        LastFill = price;
    }
}
