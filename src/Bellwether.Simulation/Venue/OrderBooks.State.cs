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
                stage, order.Filled, order.Armed, order.Value, order.Charged, order.Triggered, order.Announced) { LostToGroup = order.LostToGroup, Touches = order.Touches, AuctionIsDue = order.Sessions < venue.SessionsOpened, Place = stage == VenueOrderStage.Working ? PlaceOf(slot) : 0 });
        }
        states.Sort(static (a, b) => a.Order.Id.CompareTo(b.Order.Id));
        return states;
    }

    /// <summary>Takes over an order; the working ones are to be brought to their market with <see cref="Resume"/>, first come first.</summary>
    public void Restore(VenueOrderState state)
    {
        var reason = Check(state.Order, out _);
        if (reason != VenueReason.None)
            throw new ArgumentException($"order {state.Order.Id} of the saved state cannot be restored ({reason}): it needs a new id, a known symbol and, if it names a parent, that parent before it", nameof(state));
        TryAdd(state.Order);
        ref var order = ref orders[orders.Find(state.Order.Id)];
        (order.Filled, order.Armed, order.Value, order.Charged) = (state.Filled, state.Armed, state.Value, state.Charged);
        (order.Triggered, order.Announced, order.LostToGroup) = (state.Triggered, state.Announced, state.LostToGroup);
        order.Touches = (byte)Math.Clamp(state.Touches, 0, 2);
        if (state.Stage == VenueOrderStage.Held) order.Phase = OrderPhase.Held;
    }

    public void Resume(VenueOrderState state)
    {
        var slot = orders.Find(state.Order.Id);
        Link(slot);
        orders[slot].Sessions = venue.SessionsOpened - (state.AuctionIsDue ? 1 : 0);
        if (orders[slot].Instructions.IsForAuction) auctionOrders++;
    }

    int PlaceOf(int slot)
    {
        var place = 0;
        for (var other = orders[slot].Previous; other >= 0; other = orders[other].Previous) place++;
        return place;
    }

    /// <summary>Where a live order's stop price is: a trailing stop's moves.</summary>
    public Price StopPriceOf(long id)
    {
        var slot = orders.Find(id);
        return slot < 0 ? Price.Zero : orders[slot].Terms.StopPrice;
    }
}
