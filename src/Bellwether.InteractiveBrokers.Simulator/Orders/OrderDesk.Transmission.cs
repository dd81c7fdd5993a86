using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>From the gateway to the venue: brackets as a whole, or not at all; buying power, shares to sell short, cut-off times.</content>
sealed partial class OrderDesk
{
    /// <summary>The exchanges take no orders for their closing auction, and give none back, from so long before it.</summary>
    const long AuctionCutOff = 10 * EngineTime.Minute;

    /// <summary>Sends an order to the venue; of a bracket, everything that was held back goes first, in the order in which it came.</summary>
    void Transmit(BrokerOrder order, long now)
    {
        if (order.Parent is not null)
        {
            var root = order.Root;
            foreach (var other in held.Where(o => o != order && o.Root == root).ToList()) Send(other, now);
        }
        Send(order, now);
    }

    void Send(BrokerOrder order, long now)
    {
        held.Remove(order);
        var reason = order.Parent is { IsTransmitted: false }
            ? "The parent order was rejected"
            : IsPastCutOff(order.Terms, now) ? $"{order.Terms.OrderType} orders are not taken in the last {AuctionCutOff / EngineTime.Minute} minutes before the close" : MarginRefusal(order, order.Quantity);
        if (reason is not null)
        {
            order.End(OrderStatusKind.Inactive, "Rejected", now);
            reports.OpenOrderAndStatus(order);
            order.Listener?.SendError(order.OrderId, 201, "Order rejected - reason:" + reason, now);
            return;
        }
        ByVenueId.Add(order);
        order.VenueId = ByVenueId.Count;
        order.WaitsForShares = order.Side == Side.Sell && !CanBorrow(order);
        interest.Add(order);
        var group = order.Terms.OcaGroup.Length == 0 ? 0 : GroupNumber(order);
        var type = group == 0 ? OcaType.None : (OcaType)order.Terms.OcaType;
        var instructions = VenueTerms.Instructions(order.Terms, now) with { WaitsForRelease = order.WaitsForShares };
        venue.Submit(new VenueOrder(order.VenueId, VenueTerms.Of(order.Symbol, order.Terms), order.Parent?.VenueId ?? 0, group, type, instructions));
    }

    /// <summary>A halt began or ended, or there are more or fewer shares to borrow: orders that waited for them go to the market, oldest first.</summary>
    public void OnConditionsChanged(int symbol)
    {
        if (conditions.Halted(symbol)) venue.Halt(symbol);
        else venue.Resume(symbol);
        foreach (var order in interest.Live().Where(o => o.WaitsForShares && o.Symbol == symbol).ToList())
        {
            if (!CanBorrow(order)) continue;
            order.WaitsForShares = false;
            venue.Release(order.VenueId);
        }
    }

    bool CanBorrow(BrokerOrder order)
    {
        var shares = interest.ShortWith(order);
        return shares.IsZero || shares.ToDecimal() <= (decimal)Math.Min(conditions.ShortableShares(order.Symbol), 1e12);
    }

    bool IsPastCutOff(Order terms, long now)
    {
        if (terms.OrderType is not ("MOC" or "LOC") || hours.NeverCloses) return false;
        return hours.On(GatewayTime.DateOf(now)) is { } session && now >= session.CloseNanoseconds - AuctionCutOff && now < session.CloseNanoseconds;
    }

    /// <summary>What a child closes of its parent's shares needs no buying power.</summary>
    string? MarginRefusal(BrokerOrder order, Quantity shares)
    {
        if (order.Parent is { } parent && parent.Side != order.Side) shares -= parent.Quantity;
        return shares > Quantity.Zero ? interest.MarginRefusal(order, shares) : null;
    }

    /// <summary>A name counts within its account.</summary>
    long GroupNumber(BrokerOrder order)
    {
        var key = order.Account.Number + '/' + order.Terms.OcaGroup;
        if (!groups.TryGetValue(key, out var number)) groups.Add(key, number = groups.Count + 1);
        return number;
    }
}
