using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>Live orders as values, and back.</content>
sealed partial class OrderBooks
{
    public List<VenueOrderState> Capture()
    {
        var states = new List<VenueOrderState>();
        for (var slot = 0; slot < orders.Capacity; slot++)
        {
            ref var order = ref orders[slot];
            if (!order.IsLive) continue;
            var parentLives = order.Parent != 0 && IsChildOf(slot, order.ParentSlot, order.Parent) && orders[order.ParentSlot].IsLive;
            var stage = order.Phase switch { OrderPhase.Pending => VenueOrderStage.Pending, OrderPhase.Held => VenueOrderStage.Held, _ => VenueOrderStage.Working };
            states.Add(new VenueOrderState(
                new VenueOrder(order.Id, order.Terms, parentLives ? order.Parent : 0, order.OcaGroup, order.OcaType, order.Instructions),
                stage, order.Filled, order.Armed, order.Value, order.Charged, order.Triggered, order.Announced) { LostToGroup = order.LostToGroup });
        }
        states.Sort(static (a, b) => a.Order.Id.CompareTo(b.Order.Id));
        return states;
    }

    public void Restore(VenueOrderState state)
    {
        var reason = Check(state.Order, out _);
        if (reason != VenueReason.None)
            throw new ArgumentException($"order {state.Order.Id} of the saved state cannot be restored ({reason}): it needs a new id, a known symbol and, if it names a parent, that parent before it", nameof(state));
        TryAdd(state.Order);
        var slot = orders.Find(state.Order.Id);
        ref var order = ref orders[slot];
        (order.Filled, order.Armed, order.Value, order.Charged) = (state.Filled, state.Armed, state.Value, state.Charged);
        (order.Triggered, order.Announced, order.LostToGroup) = (state.Triggered, state.Announced, state.LostToGroup);
        if (state.Stage == VenueOrderStage.Held) order.Phase = OrderPhase.Held;
        if (state.Stage != VenueOrderStage.Working) return;
        Link(slot);
        order.Sessions = venue.SessionsOpened;
        if (order.Instructions.IsForAuction) auctionOrders++;
    }

    /// <summary>Where a live order's stop price is: a trailing stop's moves.</summary>
    public Price StopPriceOf(long id)
    {
        var slot = orders.Find(id);
        return slot < 0 ? Price.Zero : orders[slot].Terms.StopPrice;
    }
}
